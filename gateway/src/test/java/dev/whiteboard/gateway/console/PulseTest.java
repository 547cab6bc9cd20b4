package dev.whiteboard.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.whiteboard.gateway.route.Access;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RouteTable;
import dev.whiteboard.gateway.telemetry.Traffic.Counted;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

/** Rates and percentiles out of counters. */
class PulseTest {
    private final AtomicLong clock = new AtomicLong();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer good = timer("good");
    private final Timer bad = timer("bad");
    private final Pulse pulse = new Pulse(
            new RouteTable(List.of(EdgeRoute.of("shop", Access.PUBLIC, "/things", "GET"))), clock::get);

    @Test
    void theFirstLookKnowsNothing() {
        assertThat(look()).isNull();
    }

    @Test
    void aLaterOneKnowsWhatCameInBetween() {
        times(good, 500, 1);
        look();
        times(good, 98, 5);
        times(bad, 2, 900);
        pass(Duration.ofSeconds(10));
        Pulse.Beat beat = look();
        assertThat(beat.perSecond()).isCloseTo(10, within(0.01));
        assertThat(beat.failuresPerSecond()).isCloseTo(0.2, within(0.01));
        assertThat(beat.p50Ms()).isBetween(4.9, 8.0);
        assertThat(beat.p99Ms()).isBetween(890.0, 1200.0);
    }

    @Test
    void whatIsLongPastIsForgotten() {
        look();
        times(good, 100, 5);
        pass(Duration.ofMinutes(5));
        assertThat(look()).isNull();
        pass(Duration.ofSeconds(5));
        assertThat(look().perSecond()).isZero();
        assertThat(look().p99Ms()).isNull();
    }

    private Pulse.Beat look() {
        return pulse.take(Stream.of(new Counted("/things", 200, good.takeSnapshot()),
                new Counted("/things", 503, bad.takeSnapshot()), new Counted("unrouted", 404, good.takeSnapshot())))
                .get("shop");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private Timer timer(String name) {
        return Timer.builder(name).publishPercentileHistogram().register(meters);
    }

    private static void times(Timer timer, int often, long millis) {
        for (int i = 0; i < often; i++) {
            timer.record(Duration.ofMillis(millis));
        }
    }
}
