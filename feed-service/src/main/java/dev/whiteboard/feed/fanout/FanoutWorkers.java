package dev.whiteboard.feed.fanout;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.feed.timeline.RedisAway;
import dev.whiteboard.feed.timeline.Timelines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings entries to the followers beyond the first page, a page at a time: the page is pushed, then the place is written
 * down. A worker that dies between the two leaves a page to be pushed again, which changes nothing.
 */
@Component
class FanoutWorkers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FanoutWorkers.class);
    private static final int JOBS_AT_ONCE = 16;

    private final FanoutStore store;
    private final Timelines timelines;
    private final FanoutProperties properties;
    private final Semaphore bell = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    FanoutWorkers(FanoutStore store, Timelines timelines, FanoutProperties properties) {
        this.store = store;
        this.timelines = timelines;
        this.properties = properties;
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.release();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < properties.threads(); i++) {
            threads.add(Thread.ofPlatform().name("fanout-" + i).daemon().start(this::work));
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        try {
            while (running) {
                if (!worked()) {
                    bell.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean worked() throws InterruptedException {
        try {
            List<FanoutJob> jobs = store.claim(JOBS_AT_ONCE, properties.lease());
            jobs.stream().collect(Collectors.groupingBy(FanoutJob::next, LinkedHashMap::new, Collectors.toList()))
                    .forEach(this::page);
            return !jobs.isEmpty();
        } catch (RuntimeException e) {
            LOG.warn("fan-out waits: {}", e.toString());
            TimeUnit.MILLISECONDS.sleep(properties.poll().toMillis());
            return false;
        }
    }

    /** One page of jobs that are at the same place: what somebody posts in a row travels together. */
    void page(FanoutJob.Next next, List<FanoutJob> jobs) {
        List<Long> followers = store.followers(next.author(), next.after(), properties.page());
        Map<Long, List<Long>> entries = new HashMap<>();
        List<Long> posted = jobs.stream().map(FanoutJob::entry).sorted().toList();
        followers.forEach(follower -> entries.put(follower, posted));
        try {
            timelines.push(entries);
        } catch (RedisAway away) {
            LOG.warn("{} entries will be pulled: {}", jobs.size(), away.getMessage());
            jobs.forEach(job -> store.demote(job.entry(), next.author(), properties.pause()));
            return;
        }
        CrashPoint.reached("fanout.page-pushed");
        for (FanoutJob job : jobs) {
            if (followers.size() == properties.page()) {
                store.advance(job, followers.getLast());
            } else if (job.demoted()) {
                store.restore(job.entry(), next.author());
            } else {
                store.finish(job.entry());
            }
            CrashPoint.reached("fanout.page-saved");
        }
    }
}
