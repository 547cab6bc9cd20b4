package dev.whiteboard.ride.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of what a driver's receiver says. */
class FixRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration FRESH = Duration.ofSeconds(60);

    /** The last position is at (10, 180), ten seconds before noon, unless it is older. */
    @ParameterizedTest
    @Promise("ride.odd-positions")
    @CsvSource({"10, 180, 0, -10, BELIEVED", "10.001, 180, 0, -10, BELIEVED", "10, -179.999, 0, -10, BELIEVED",
        "10, 179.99, 0, -10, TELEPORT", "11, 180, 0, -10, TELEPORT", "11, 180, 0, -61, BELIEVED",
        "10, 180, -10, -10, OUT_OF_ORDER", "10, 180, -20, -10, OUT_OF_ORDER", "10, 180, -61, -90, STALE",
        "10, 180, -259200, -10, STALE", "0, 0, 0, -10, NOWHERE", "0.0001, -0.0001, 0, -10, NOWHERE",
        "-10, 0, 0, -10, TELEPORT"})
    void isJudged(double lat, double lng, int at, int lastAt, Verdict verdict) {
        Fix last = fix(10, 180, lastAt);
        assertThat(FixRules.judge(fix(lat, lng, at), last, NOON, FRESH)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @Promise("ride.odd-positions")
    @CsvSource({"90, 0, 0, BELIEVED", "-90, 77, -59, BELIEVED", "10, 10, -61, STALE", "0, 0, 0, NOWHERE"})
    void aFirstPositionIsJudgedByItself(double lat, double lng, int at, Verdict verdict) {
        assertThat(FixRules.judge(fix(lat, lng, at), null, NOON, FRESH)).isEqualTo(verdict);
    }

    private static Fix fix(double lat, double lng, int seconds) {
        return new Fix("usr_1", new Position(lat, lng), null, null, NOON.plusSeconds(seconds));
    }
}
