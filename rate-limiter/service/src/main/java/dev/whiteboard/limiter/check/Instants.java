package dev.whiteboard.limiter.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.Layer;

/** Waits as points in time, on the clock of the decision. */
final class Instants {
    private static final long SECOND = 1_000_000;

    private Instants() {}

    /** Unix seconds; null for a cost that never fits. */
    static @Nullable Long reset(Decision decision, Layer layer) {
        long wait = layer.fits() ? layer.standing().reset() : layer.standing().retry();
        return wait == Long.MAX_VALUE ? null : Math.ceilDiv(decision.now() + wait, SECOND);
    }

    static @Nullable Instant after(Decision decision, long wait) {
        return wait == Long.MAX_VALUE ? null : Instant.EPOCH.plus(decision.now() + wait, ChronoUnit.MICROS);
    }
}
