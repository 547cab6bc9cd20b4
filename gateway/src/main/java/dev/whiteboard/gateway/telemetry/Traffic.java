package dev.whiteboard.gateway.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;

/**
 * Counts and times every request under the meter that all services of the house use, {@code http.server.requests}, by
 * route, method and status. Timers are looked up once and kept: building meter ids per request is what makes stock
 * instrumentation dear, and the label set is closed (rows of the route table × methods × statuses).
 */
@Component
public class Traffic {
    private record Label(
            String route,
            String method,
            int status) {}

    /** What was counted under one label since the start. */
    public record Counted(
            String route,
            int status,
            HistogramSnapshot times) {}

    private static final String UNKNOWN_METHOD = "OTHER";

    private final MeterRegistry meters;
    private final Map<Label, Timer> timers = new ConcurrentHashMap<>();

    Traffic(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Records one request; {@code startedNanos} is {@link System#nanoTime()} at its first byte. */
    public void record(String route, String method, int status, long startedNanos) {
        Label label = new Label(route, known(method), status);
        Timer timer = timers.get(label);
        if (timer == null) {
            timer = timers.computeIfAbsent(label, this::timer);
        }
        timer.record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
    }

    public Stream<Counted> counted() {
        return timers.entrySet()
                .stream()
                .map(entry -> new Counted(entry.getKey().route(), entry.getKey().status(),
                        entry.getValue().takeSnapshot()));
    }

    private Timer timer(Label label) {
        return Timer.builder("http.server.requests")
                .tag("uri", label.route())
                .tag("method", label.method())
                .tag("status", Integer.toString(label.status()))
                .tag("outcome", outcome(label.status()))
                .publishPercentileHistogram()
                .register(meters);
    }

    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> UNKNOWN_METHOD;
        };
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            default -> "SERVER_ERROR";
        };
    }
}
