package dev.whiteboard.common.worker;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.whiteboard.common.id.IdClock;
import dev.whiteboard.common.id.IdsUnavailable;
import dev.whiteboard.common.id.IdsUnavailable.Reason;
import dev.whiteboard.common.id.WorkerLease;
import dev.whiteboard.common.id.WorkerLeases;

/**
 * Holds one worker id for this process and keeps its span ahead of the clock.
 *
 * <p>All database work happens on a thread of its own, never in the caller's transaction: a lease that were rolled back
 * with somebody's transaction would be believed in but not written down.
 */
final class LeasedWorker implements WorkerLeases, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeasedWorker.class);
    private static final Duration FIRST_CLAIM = Duration.ofSeconds(3);

    private final String owner = UUID.randomUUID().toString();
    private final WorkerLeaseTable table;
    private final IdClock clock;
    private final WorkerProperties properties;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("worker-lease").daemon().factory());

    private volatile @Nullable WorkerLease lease;
    private volatile IdsUnavailable refusal = refusal(Reason.NO_WORKER_ID, "no worker id has been leased yet");

    LeasedWorker(WorkerLeaseTable table, IdClock clock, WorkerProperties properties) {
        this.table = table;
        this.clock = clock;
        this.properties = properties;
    }

    /** Claims a worker id now and renews it three times per span. */
    LeasedWorker start() {
        long pause = properties.span().toMillis() / 3;
        var _ = thread.scheduleWithFixedDelay(this::renew, 0, pause, TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public WorkerLease current() {
        WorkerLease held = lease;
        return held != null ? held : firstClaim();
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        boolean ended = thread.awaitTermination(1, TimeUnit.SECONDS);
        WorkerLease held = lease;
        if (ended && held != null) {
            table.release(held.workerId(), owner);
        }
    }

    /** One turn of the background thread; tests call it instead of waiting. */
    void renew() {
        try {
            refuseSkew();
            WorkerLease held = lease;
            if (held == null || !extend(held)) {
                lease = claim();
            }
        } catch (IdsUnavailable e) {
            refusal = e;
            log.error("Ids cannot be issued: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.warn("The worker id's lease could not be renewed and is tried again", e);
        } finally {
            tried.countDown();
        }
    }

    private boolean extend(WorkerLease held) {
        long until = clock.millis() + properties.span().toMillis();
        boolean ours = table.extend(held.workerId(), owner, until);
        if (ours) {
            held.extendTo(Math.max(until, held.issuableUntil()));
        } else {
            log.warn("Worker id {} was taken over; leasing another", held.workerId());
            lease = null;
        }
        return ours;
    }

    private WorkerLease claim() {
        WorkerLease claimed = table.claim(owner, clock.millis() + properties.span().toMillis())
                .orElseThrow(() -> refusal(Reason.NO_WORKER_ID,
                        "all " + WorkerLease.WORKERS + " worker ids are leased (table worker_lease)"));
        log.info("Issuing ids as worker {}", claimed.workerId());
        return claimed;
    }

    private void refuseSkew() {
        long skew = clock.millis() - table.serverMillis();
        if (Math.abs(skew) > properties.maxSkew().toMillis()) {
            throw refusal(Reason.CLOCK_SKEWED, "this machine's clock is " + skew + " ms ahead of the database's");
        }
    }

    private WorkerLease firstClaim() {
        try {
            boolean _ = tried.await(FIRST_CLAIM.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        WorkerLease held = lease;
        if (held == null) {
            throw refusal;
        }
        return held;
    }

    private static IdsUnavailable refusal(Reason reason, String text) {
        return new IdsUnavailable(reason, text, Duration.ofSeconds(2));
    }
}
