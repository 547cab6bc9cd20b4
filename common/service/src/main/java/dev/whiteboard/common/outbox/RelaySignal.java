package dev.whiteboard.common.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay of this process that there is something to send; any number of calls wake it once. */
final class RelaySignal {
    private final Semaphore raised = new Semaphore(0);

    void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /** Returns when the signal was raised since the last return, or after {@code patience}. */
    void await(Duration patience) throws InterruptedException {
        if (raised.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            raised.drainPermits();
        }
    }
}
