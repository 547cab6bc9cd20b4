package dev.whiteboard.ride.dispatch;

import dev.whiteboard.ride.trip.MatchProperties;
import dev.whiteboard.ride.trip.MatchSignal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the matcher take turns: at once while there is something to do, else when it is woken or after a while; in batches,
 * once a window.
 */
@Component
class MatcherLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MatcherLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final Matcher matcher;
    private final MatchSignal signal;
    private final MatchProperties properties;
    private final PairingProperties pairing;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;

    MatcherLoop(Matcher matcher, MatchSignal signal, MatchProperties properties, PairingProperties pairing) {
        this.matcher = matcher;
        this.signal = signal;
        this.properties = properties;
        this.pairing = pairing;
    }

    @Override
    public void start() {
        if (!properties.enabled()) {
            return;
        }
        running = true;
        thread = Thread.ofPlatform().name("matcher").daemon().start(this::run);
    }

    /** What it had taken up is due again after the lease. */
    @Override
    public void stop() {
        running = false;
        signal.raise();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                boolean more = matcher.turn() == properties.batch();
                if (pairing.strategy() == PairingProperties.Strategy.BATCHED) {
                    Thread.sleep(pairing.window());
                } else if (!more) {
                    signal.await(properties.poll());
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Rides wait for a driver a little longer: {}", e.toString());
                rest();
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
