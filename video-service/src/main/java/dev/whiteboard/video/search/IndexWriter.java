package dev.whiteboard.video.search;

import dev.whiteboard.common.search.SearchUnavailable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread that works on the index; Elasticsearch may hang, so it is one of its own. */
final class IndexWriter implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);

    private final Indexing indexing;
    private final Feed feed;
    private final Duration every;
    private ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    IndexWriter(Indexing indexing, Feed feed, Duration every) {
        this.indexing = indexing;
        this.feed = feed;
        this.every = every;
    }

    @Override
    public void start() {
        thread = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("search-index").daemon().factory());
        var _ = thread.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    private void run() {
        try {
            indexing.run();
        } catch (SearchUnavailable e) {
            LOG.warn("the index cannot be reached and is tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the index cannot be written and is tried again", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        try {
            feed.release();
        } catch (RuntimeException e) {
            LOG.debug("the lease ends by itself", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
