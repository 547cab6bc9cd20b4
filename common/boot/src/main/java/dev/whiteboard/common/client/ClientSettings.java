package dev.whiteboard.common.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one service is called, from {@code whiteboard.clients.<service>.*}.
 *
 * @param urls its replicas; if empty, those of {@code <SERVICE>_URL}
 * @param connectTimeout how long a connection may take
 * @param attemptTimeout how long one attempt may take, to the last byte of its answer
 * @param deadline how long the call may take with all its attempts and pauses
 * @param attempts how often it is tried at most
 * @param retryBudget retries earned per call: 0.1 keeps the extra load at a tenth
 * @param pause the first pause before a retry; the next are longer, all are jittered
 * @param concurrent how many calls may be under way
 * @param ejection how long a replica that failed is left out
 * @param breaker when to stop asking
 */
record ClientSettings(
        @DefaultValue List<URI> urls,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration attemptTimeout,
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("3") int attempts,
        @DefaultValue("0.1") double retryBudget,
        @DefaultValue("25ms") Duration pause,
        @DefaultValue("64") int concurrent,
        @DefaultValue("1s") Duration ejection,
        @DefaultValue Breaker breaker) {

    /**
     * When to stop asking.
     *
     * @param window how many of the last attempts count
     * @param minimum how many of them there must be before any judgement
     * @param failurePercent the share of failures that opens the breaker
     * @param rest how long it stays open
     * @param probes how many attempts may then find out whether it is over
     */
    record Breaker(
            @DefaultValue("50") int window,
            @DefaultValue("20") int minimum,
            @DefaultValue("50") float failurePercent,
            @DefaultValue("2s") Duration rest,
            @DefaultValue("3") int probes) {}
}
