package dev.whiteboard.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.whiteboard.identity.login.ThrottlePolicy.Verdict;
import org.junit.jupiter.api.Test;

class ThrottlePolicyTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final ThrottlePolicy policy = new ThrottlePolicy(3, Duration.ofMinutes(15), Duration.ofSeconds(30),
            Duration.ofMinutes(15));

    @Test
    void theFirstGuessesAreFreeAndTheLastOfThemClosesTheDoor() {
        var afterOne = admitted(Attempts.NONE, NOON);
        var afterTwo = admitted(afterOne, NOON);
        var afterThree = admitted(afterTwo, NOON);

        assertThat(afterTwo.lockedUntil()).isNull();
        assertThat(afterThree.lockedUntil()).isEqualTo(NOON.plusSeconds(30));
        assertThat(policy.decide(afterThree, NOON.plusSeconds(10)))
                .isEqualTo(new Verdict.Refused(Duration.ofSeconds(20)));
    }

    @Test
    void whenTheDoorOpensOneMoreGuessClosesItForTwiceAsLong() {
        var locked = new Attempts(3, NOON, NOON.plusSeconds(30));

        var again = admitted(locked, NOON.plusSeconds(30));

        assertThat(again.failures()).isEqualTo(4);
        assertThat(again.lockedUntil()).isEqualTo(NOON.plusSeconds(30 + 60));
    }

    @Test
    void theDelayStopsGrowingAndNeverOverflows() {
        for (int failures : new int[]{10, 40, 1_000_000, Integer.MAX_VALUE - 1}) {
            var next = admitted(new Attempts(failures, NOON, NOON), NOON);
            assertThat(next.lockedUntil()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        }
    }

    @Test
    void aNameIsForgottenOnceNobodyHasTriedItForAWindow() {
        var old = new Attempts(12, NOON, NOON.plusSeconds(60));

        assertThat(admitted(old, NOON.plus(Duration.ofMinutes(15))).failures()).isEqualTo(13);
        assertThat(admitted(old, NOON.plus(Duration.ofMinutes(15)).plusMillis(1)).failures()).isEqualTo(1);
    }

    private Attempts admitted(Attempts before, Instant now) {
        assertThat(policy.decide(before, now)).isInstanceOf(Verdict.Admitted.class);
        return ((Verdict.Admitted) policy.decide(before, now)).charged();
    }
}
