package dev.whiteboard.limiter.engine.decision;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.algorithm.Quota;

/**
 * A decision as HTTP headers: the old {@code X-RateLimit-*}, the IETF draft's {@code RateLimit} and
 * {@code RateLimit-Policy} (one item for each rule), {@code Retry-After} on a refusal, and what decided.
 *
 * <p>
 * {@code Retry-After} is jittered: up to a fifth longer than exact, at least a second's spread, so that clients that were
 * refused together do not return together.
 */
public final class RateLimitHeaders {
    private static final long SECOND = 1_000_000;

    private RateLimitHeaders() {}

    public static Map<String, String> of(Decision decision, RandomGenerator random) {
        Map<String, String> headers = new LinkedHashMap<>();
        Layer binding = decision.binding();
        headers.put("X-RateLimit-Mode", decision.mode().text());
        if (binding == null) {
            return headers;
        }
        headers.put("X-RateLimit-Limit", Long.toString(binding.rule().algorithm().quota().requests()));
        headers.put("X-RateLimit-Remaining", Long.toString(binding.standing().remaining()));
        headers.put("X-RateLimit-Reset", Long.toString(Math.ceilDiv(decision.now() + wait(binding), SECOND)));
        headers.put("RateLimit-Policy", list(decision, RateLimitHeaders::policy));
        headers.put("RateLimit", list(decision, RateLimitHeaders::state));
        Duration retry = retryAfter(decision, random);
        if (retry != null) {
            headers.put("Retry-After", Long.toString(retry.toSeconds()));
        }
        return headers;
    }

    /** Whole seconds to tell a refused client, jittered; null when the request passed or never will. */
    public static @Nullable Duration retryAfter(Decision decision, RandomGenerator random) {
        Duration exact = decision.retryAfter();
        if (decision.allowed() || exact == null) {
            return null;
        }
        long seconds = Math.max(1, exact.plusNanos(999_999_999).toSeconds());
        return Duration.ofSeconds(seconds + random.nextLong(Math.max(2, seconds / 5 + 1)));
    }

    private interface Item {
        void append(StringBuilder text, Layer layer);
    }

    private static String list(Decision decision, Item item) {
        StringBuilder text = new StringBuilder(64);
        for (Layer layer : decision.layers()) {
            if (!layer.rule().shadow()) {
                item.append(text.append(text.isEmpty() ? "\"" : ", \"").append(layer.rule().id()).append('"'), layer);
            }
        }
        return text.toString();
    }

    private static void policy(StringBuilder text, Layer layer) {
        Quota quota = layer.rule().algorithm().quota();
        text.append(";q=").append(quota.requests()).append(";w=").append(quota.window().toSeconds());
    }

    private static void state(StringBuilder text, Layer layer) {
        text.append(";r=").append(layer.standing().remaining()).append(";t=").append(Math.ceilDiv(wait(layer), SECOND));
    }

    /** Until the refused request fits; for one that passed, until nothing is used any more. */
    private static long wait(Layer layer) {
        long retry = layer.standing().retry();
        return retry == Decision.NEVER ? 0 : layer.fits() ? layer.standing().reset() : retry;
    }
}
