package dev.whiteboard.shortener.redirect;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How requests to the second listener end and how long that takes, as {@code shortener_redirects_seconds}: a histogram for each outcome. */
final class Outcomes {
    private static final Duration[] BOUNDS = {micros(250), micros(500), micros(1_000), micros(2_500), micros(5_000),
        micros(10_000), micros(25_000), micros(50_000), micros(100_000), micros(250_000), micros(500_000),
        micros(1_000_000), micros(2_500_000)};

    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);

    Outcomes(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            timers.put(outcome, Timer.builder("shortener.redirects").tag("outcome", outcome.tag)
                    .description("requests to the redirect listener").serviceLevelObjectives(BOUNDS).register(meters));
        }
    }

    void ended(int status, long nanos) {
        Timer timer = timers.get(Outcome.of(status));
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, java.time.temporal.ChronoUnit.MICROS);
    }

    /** What an operator wants to tell apart. */
    private enum Outcome {
        REDIRECTED("redirected"), SHOWN("shown"), NOT_FOUND("not_found"), GONE("gone"), REFUSED("refused"), UNAVAILABLE(
                "unavailable");

        private final String tag;

        Outcome(String tag) {
            this.tag = tag;
        }

        static Outcome of(int status) {
            return switch (status) {
                case 404 -> NOT_FOUND;
                case 410 -> GONE;
                default -> status < 300 ? SHOWN : status < 400 ? REDIRECTED : status < 500 ? REFUSED : UNAVAILABLE;
            };
        }
    }
}
