package dev.whiteboard.ride.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

    /** How is decided whether a position displaces the last one. */
    private interface Judging {
        boolean believes(Fix fix, @Nullable Fix last, Instant now);
    }

    @Test
    @Promise("ride.odd-positions")
    void whateverElseIsToldADriverIsWhereTheWayLeads() {
        isOnTheWay((fix, last, now) -> FixRules.judge(fix, last, now, FRESH) == Verdict.BELIEVED);
    }

    @Test
    @Promise(value = "ride.odd-positions", naive = true)
    void believingWhateverCameLastPutsADriverAnywhere() {
        Toy.mustFail(1, () -> isOnTheWay((_, _, _) -> true));
    }

    @Test
    @Promise(value = "ride.odd-positions", naive = true)
    void believingWhatIsLatestByItsClockBelievesInLeaps() {
        Toy.mustFail(1, () -> isOnTheWay((fix, last, _) -> last == null || fix.at().isAfter(last.at())));
    }

    /**
     * A driver goes east across the antimeridian, 60 m in four seconds; in between come places where the driver was, places of
     * long ago, places without a fix, and places at which nobody can be so soon.
     */
    private static void isOnTheWay(Judging judging) {
        Random random = Seed.random("odd positions");
        Fix last = null;
        for (int step = 0; step < Scale.rounds(1_000); step++) {
            int seconds = step * 4;
            Instant now = NOON.plusSeconds(seconds);
            Fix there = fix(10, onTheWay(step), seconds);
            Fix odd = switch (random.nextInt(4)) {
                case 0 -> fix(10, onTheWay(step - 1), seconds - 4);
                case 1 -> fix(10, onTheWay(step - 100), seconds - 400);
                case 2 -> fix(0, 0, seconds + 1);
                default -> fix(10 + random.nextDouble(0.1, 1), onTheWay(step), seconds + 1);
            };
            for (Fix told : new Fix[]{there, odd}) {
                last = judging.believes(told, last, now) ? told : last;
            }
            assertThat(last).isEqualTo(there);
        }
    }

    /** 0.00055 degrees are 60 m there. */
    private static double onTheWay(int step) {
        double lng = 179.99 + step * 0.00055;
        return lng > 180 ? lng - 360 : lng;
    }

    private static Fix fix(double lat, double lng, int seconds) {
        return new Fix("usr_1", new Position(lat, lng), null, null, NOON.plusSeconds(seconds));
    }
}
