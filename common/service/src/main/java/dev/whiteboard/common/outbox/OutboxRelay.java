package dev.whiteboard.common.outbox;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.whiteboard.common.crash.CrashPoint;

/**
 * Brings events from the table to the broker: one thread per process that repeats <em>read, send, wait, delete</em>.
 *
 * <p>It dies without harm anywhere: before the delete an event is sent again, which consumers notice by its id; after it
 * nothing is left to do. Leases are refreshed only between rounds, and a round begins only if it must end before the
 * lease does, so shards change hands with nothing in flight unless this process is frozen in the middle of a round.
 */
final class OutboxRelay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration A_ROUND_USUALLY_TAKES = Duration.ofSeconds(2);
    private static final int REFRESHES_PER_LEASE = 10;

    private final ShardLeases leases;
    private final Backlog backlog;
    private final RelayProducer producer;
    private final RelaySignal signal;
    private final RelayMetrics metrics;
    private final OutboxProperties properties;
    private final HeldTopics held = new HeldTopics();

    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;
    private List<Integer> shards = List.of();
    private long refreshedAt;

    OutboxRelay(ShardLeases leases, Backlog backlog, RelayProducer producer, RelaySignal signal, RelayMetrics metrics,
            OutboxProperties properties) {
        this.leases = leases;
        this.backlog = backlog;
        this.producer = producer;
        this.signal = signal;
        this.metrics = metrics;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
        refreshedAt = System.nanoTime() - properties.lease().toNanos();
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::relay);
    }

    /** Lets a round end that ends soon; one that waits for a broker which is away is cut off and repeated by somebody. */
    @Override
    public void stop() {
        running = false;
        signal.raise();
        try {
            if (!thread.join(A_ROUND_USUALLY_TAKES)) {
                thread.interrupt();
                boolean _ = thread.join(A_ROUND_USUALLY_TAKES);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts before the web server and stops after it, so that the last requests' events still leave. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void relay() {
        while (running) {
            try {
                turn();
            } catch (InterruptedException _) {
                break;
            } catch (RuntimeException e) {
                metrics.failed();
                log.warn("Events wait in the outbox and are tried again: {}", e.toString());
                rest(PAUSE_AFTER_FAILURE);
            }
        }
        producer.close();
        leave();
    }

    private void turn() throws InterruptedException {
        refreshIfDue();
        List<OutboxRow> rows = backlog.heads(shards, held.at(System.nanoTime()));
        if (rows.isEmpty()) {
            signal.await(properties.poll());
            return;
        }
        CrashPoint.reached("outbox.read");
        RoundSends.Result result = producer.send(rows);
        CrashPoint.reached("outbox.sent");
        backlog.remove(result.acknowledged());
        CrashPoint.reached("outbox.removed");
        metrics.relayed(result.acknowledged());
        result.acknowledged().forEach(row -> held.succeeded(row.event().topic()));
        result.failedTopics().forEach(topic -> held.failed(topic, System.nanoTime()));
    }

    /** Refreshes often, and always when what is left of the lease is shorter than a round may be. */
    private void refreshIfDue() {
        long age = System.nanoTime() - refreshedAt;
        long often = properties.lease().toNanos() / REFRESHES_PER_LEASE;
        long atTheLatest = properties.lease().minus(properties.longestRound()).toNanos();
        if (age >= Math.min(often, atTheLatest)) {
            long asked = System.nanoTime();
            shards = leases.refresh();
            refreshedAt = asked;
            metrics.holds(shards.size());
        }
    }

    private void leave() {
        try {
            leases.leave();
        } catch (RuntimeException e) {
            log.info("The outbox's shards are free when their lease ends: {}", e.toString());
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
