package dev.whiteboard.shortener.click;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps work at no more than so many pieces a second by waiting after each portion. In a peak the spool grows while
 * redirects have the processor; afterwards it is worked off.
 */
final class Pace {
    private final double nanosPerPiece;
    private long readyAt = System.nanoTime();

    Pace(int piecesPerSecond) {
        this.nanosPerPiece = (double) TimeUnit.SECONDS.toNanos(1) / piecesPerSecond;
    }

    /** Returns when the next portion may begin. */
    void took(int pieces) {
        long now = System.nanoTime();
        readyAt = Math.max(readyAt, now - TimeUnit.SECONDS.toNanos(1)) + (long) (pieces * nanosPerPiece);
        for (long left = readyAt - now; left > 0; left = readyAt - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
