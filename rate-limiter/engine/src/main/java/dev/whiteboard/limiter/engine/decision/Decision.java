package dev.whiteboard.limiter.engine.decision;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request may pass, and everything its caller may want to know about it.
 *
 * @param allowed whether it passes
 * @param mode what decided
 * @param now the instant of the decision, microseconds since 1970: Redis's clock when Redis decided, else this node's
 * @param layers every rule that bound the request
 */
public record Decision(boolean allowed, Mode mode, long now, List<Layer> layers) {
    static final Decision UNLIMITED = new Decision(true, Mode.UNLIMITED, 0, List.of());

    /** A wait that never ends: the cost is more than a rule ever admits. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * The layer to tell the client about: of those that refuse, the one that does so longest; else the one with the least
     * left. Null when no enforced rule bound the request.
     */
    public @Nullable Layer binding() {
        Layer binding = null;
        for (Layer layer : layers) {
            if (!layer.rule().shadow() && (binding == null || isTighter(layer, binding))) {
                binding = layer;
            }
        }
        return binding;
    }

    private static boolean isTighter(Layer layer, Layer than) {
        if (layer.fits() != than.fits()) {
            return !layer.fits();
        }
        return layer.fits()
                ? layer.standing().remaining() < than.standing().remaining()
                : layer.standing().retry() > than.standing().retry();
    }

    /** Until the same request would pass if nobody else came; zero when it passed, null when it never will. */
    public @Nullable Duration retryAfter() {
        long longest = 0;
        for (Layer layer : layers) {
            if (layer.refuses()) {
                longest = Math.max(longest, layer.standing().retry());
            }
        }
        return longest == NEVER ? null : Duration.of(longest, ChronoUnit.MICROS);
    }

    /** How long to hold an admitted request so that every leaking bucket leaks evenly; zero without one. */
    public Duration delay() {
        long longest = 0;
        for (Layer layer : layers) {
            if (!layer.rule().shadow()) {
                longest = Math.max(longest, layer.standing().delay());
            }
        }
        return Duration.of(longest, ChronoUnit.MICROS);
    }
}
