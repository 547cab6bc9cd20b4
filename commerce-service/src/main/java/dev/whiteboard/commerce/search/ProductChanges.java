package dev.whiteboard.commerce.search;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of changes with Debezium and says which products changed, in batches and in the order of their commits.
 * What a change was is not taken from the log: whoever hears reads the row as it is now.
 */
final class ProductChanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProductChanges.class);
    private static final String TABLE = ".public.product";
    private static final int CLOSING_ATTEMPTS = 300;
    private static final Duration CLOSING_PAUSE = Duration.ofMillis(100);

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("search-changes").daemon().factory());
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;

    private ProductChanges(Properties settings, Listener listener) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class)).using(settings)
                .using(OffsetCommitPolicy.always())
                .using((_, message, error) -> {
                    if (error != null) {
                        LOG.warn("the reader of changes ended: {}", message, error);
                    }
                    end.complete(null);
                })
                .notifying((records, committer) -> {
                    listener.changed(products(records));
                    for (RecordChangeEvent<SourceRecord> record : records) {
                        committer.markProcessed(record);
                    }
                    committer.markBatchFinished();
                }).build();
    }

    /** Whoever wants to know. */
    interface Listener {
        /** Returns when the changes are where they belong; what was told before an exception is told again later. */
        void changed(Set<Long> products) throws InterruptedException;
    }

    static ProductChanges read(Properties settings, Listener listener) {
        var changes = new ProductChanges(settings, listener);
        changes.thread.execute(changes.engine);
        return changes;
    }

    /** Whether reading has ended, by itself or because it failed. */
    boolean ended() {
        return end.isDone();
    }

    private static Set<Long> products(List<RecordChangeEvent<SourceRecord>> records) {
        Set<Long> ids = new LinkedHashSet<>();
        for (RecordChangeEvent<SourceRecord> change : records) {
            SourceRecord record = change.record();
            if (record.topic().endsWith(TABLE) && record.key() instanceof Struct key) {
                ids.add(key.getInt64("id"));
            }
        }
        return ids;
    }

    /** An engine that is still starting refuses to be closed, and would read on for ever. */
    @Override
    public void close() {
        thread.shutdown();
        for (int attempt = 0; attempt < CLOSING_ATTEMPTS && !ended(); attempt++) {
            try {
                engine.close();
                break;
            } catch (IllegalStateException e) {
                awaitEnd();
            } catch (IOException e) {
                LOG.warn("the reader of changes did not end well", e);
            }
        }
        thread.shutdownNow();
    }

    private void awaitEnd() {
        try {
            end.get(CLOSING_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the reader of changes is still starting");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
