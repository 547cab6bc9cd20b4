package dev.whiteboard.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.whiteboard.identity.account.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshDecisionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final byte[] SEALED = {1};
    private static final User USER = user(false);

    @Test
    void aLiveHeadRotates() {
        assertThat(decide(presented(USER, false, NOW.plusMillis(1), null, null)))
                .isEqualTo(new RefreshDecision.Rotate(7, USER));
    }

    @Test
    void aTokenRotatedWithinTheGraceRepeatsItsSuccessor() {
        assertThat(decide(presented(USER, false, NOW, NOW.minus(GRACE), SEALED)))
                .isEqualTo(new RefreshDecision.Repeat(7, USER, SEALED));
    }

    @Test
    void aTokenRotatedBeforeTheGraceKillsItsFamily() {
        var stolen = presented(USER, false, NOW.plusSeconds(60), NOW.minus(GRACE).minusMillis(1), SEALED);
        assertThat(decide(stolen)).isEqualTo(new RefreshDecision.KillFamily(7, USER));
    }

    @Test
    void whatIsUnknownExpiredEndedOrDisabledIsRefused() {
        assertThat(decide(null)).isInstanceOf(RefreshDecision.Refuse.class);
        assertThat(decide(presented(USER, false, NOW, null, null))).isInstanceOf(RefreshDecision.Refuse.class);
        assertThat(decide(presented(USER, true, NOW.plusSeconds(9), null, null)))
                .isInstanceOf(RefreshDecision.Refuse.class);
        assertThat(decide(presented(user(true), false, NOW.plusSeconds(9), null, null)))
                .isInstanceOf(RefreshDecision.Refuse.class);
        assertThat(decide(presented(USER, true, NOW.plusSeconds(9), NOW, SEALED)))
                .isInstanceOf(RefreshDecision.Refuse.class);
    }

    private static RefreshDecision decide(@Nullable Presented token) {
        return RefreshDecision.decide(token, GRACE);
    }

    private static Presented presented(User user, boolean ended, Instant expires, @Nullable Instant rotated,
            byte @Nullable [] sealed) {
        return new Presented(7, user, ended, expires, rotated, sealed, NOW);
    }

    private static User user(boolean disabled) {
        return new User(1, "ada", "Ada", null, List.of("user"), disabled, 1, NOW, NOW);
    }
}
