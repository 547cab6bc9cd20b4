package dev.whiteboard.common.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SnowflakeGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final StoppedClock clock = new StoppedClock();
    private final WorkerLease lease = new WorkerLease(77, 0, Long.MAX_VALUE);
    private final SnowflakeGenerator ids = new SnowflakeGenerator(clock, () -> lease, Duration.ofMillis(50));

    @Test
    void an_id_tells_when_and_by_which_worker() {
        long id = ids.next();
        assertThat(SnowflakeGenerator.issuedAt(id)).isEqualTo(NOW);
        assertThat(id >> 12 & 1023).isEqualTo(77);
        assertThat(id).isPositive();
    }

    @Test
    void a_full_millisecond_waits_for_the_next_one() {
        Set<Long> issued = new HashSet<>();
        for (int i = 0; i < 4096; i++) {
            issued.add(ids.next());
        }
        assertThat(clock.paused).isZero();
        issued.add(ids.next());
        assertThat(clock.paused).isEqualTo(1);
        assertThat(issued).hasSize(4097);
    }

    @Test
    void the_format_lasts_until_2094() {
        clock.now = Instant.parse("2094-09-07T00:00:00Z").toEpochMilli();
        assertThat(ids.next()).isPositive();
    }

    private static final class StoppedClock implements IdClock {
        private long now = NOW.toEpochMilli();
        private long paused;

        @Override
        public long millis() {
            return now;
        }

        @Override
        public void pause(long millis) {
            now += millis;
            paused += millis;
        }
    }
}
