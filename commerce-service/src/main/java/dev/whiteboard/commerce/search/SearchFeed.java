package dev.whiteboard.commerce.search;

import dev.whiteboard.common.search.SearchUnavailable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the index like the table. One replica at a time reads the changes; a position is confirmed only when the index has
 * acknowledged everything before it, so whoever comes after a crash begins with what may be missing.
 */
final class SearchFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SearchFeed.class);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Tenure tenure;
    private final FeedLease lease;
    private final Slot slot;
    private final ProductIndex index;
    private final IndexUpdates updates;
    private final Rebuild rebuild;
    private final RebuildWishes wishes;
    private final JdbcConnectionDetails database;
    private final SearchProperties properties;
    private Thread thread = new Thread();

    SearchFeed(Tenure tenure, FeedLease lease, Slot slot, ProductIndex index, IndexUpdates updates, Rebuild rebuild,
            RebuildWishes wishes, JdbcConnectionDetails database, SearchProperties properties) {
        this.tenure = tenure;
        this.lease = lease;
        this.slot = slot;
        this.index = index;
        this.updates = updates;
        this.rebuild = rebuild;
        this.wishes = wishes;
        this.database = database;
        this.properties = properties;
    }

    @Override
    public void start() {
        tenure.run(true);
        thread = Thread.ofPlatform().name("search-feed").daemon().start(this::run);
    }

    @Override
    public void stop() {
        tenure.run(false);
        try {
            if (!thread.join(ENDING)) {
                LOG.warn("the reader of changes is still busy; its lease ends by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return tenure.running();
    }

    private void run() {
        try {
            while (tenure.running()) {
                attempt();
                tenure.pause(properties.retry());
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }

    private void attempt() throws InterruptedException {
        try {
            tenure.hold(lease.hold());
            if (tenure.lasts()) {
                feed();
            }
        } catch (SearchUnavailable e) {
            LOG.warn("the index cannot be reached and is tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("changes of products cannot be read and are tried again", e);
        }
    }

    /** Reads changes until this replica's time is over, or the reader fails. */
    private void feed() throws InterruptedException {
        ScheduledExecutorService renewal = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("search-lease").daemon().factory());
        try {
            long pause = properties.renewal().toMillis();
            var _ = renewal.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
            slot.claim(wishes);
            if (!index.open()) {
                wishes.add();
            }
            updates.begin();
            try (var changes = ProductChanges.read(FeedSettings.of(database, slot.name(), properties), updates)) {
                watch(changes);
            }
        } finally {
            renewal.shutdownNow();
            release();
        }
    }

    private void watch(ProductChanges changes) throws InterruptedException {
        while (tenure.lasts() && !changes.ended()) {
            long wish = wishes.open();
            if (wish > 0 && slot.isRead() && rebuild.run()) {
                wishes.fulfilled(wish);
            }
            if (updates.stalled() && !index.isThere()) {
                LOG.warn("there is no index any more");
                return;
            }
            tenure.pause(properties.renewal());
        }
    }

    private void renew() {
        try {
            tenure.hold(lease.hold());
        } catch (RuntimeException e) {
            LOG.warn("the lease cannot be renewed", e);
            tenure.hold(false);
        }
    }

    private void release() {
        try {
            lease.release();
        } catch (RuntimeException e) {
            LOG.debug("the lease ends by itself", e);
        }
    }
}
