package dev.whiteboard.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.event.OutgoingEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RelayMetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void anEventFromAClockThatIsAheadWasSentAtOnce() {
        var meters = new SimpleMeterRegistry();
        var metrics = new RelayMetrics(JdbcClient.create(new DriverManagerDataSource()),
                Clock.fixed(NOW, ZoneOffset.UTC), meters);
        metrics.relayed(List.of(row(NOW.minusSeconds(2)), row(NOW.plusSeconds(5))));
        assertThat(meters.get("whiteboard.outbox.delay").timer().count()).isEqualTo(2);
        assertThat(meters.get("whiteboard.outbox.delay").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    }

    private static OutboxRow row(Instant time) {
        return new OutboxRow(1, 1, new OutgoingEvent("topic", "key", "type", "id", time, null, null, Map.of()));
    }
}
