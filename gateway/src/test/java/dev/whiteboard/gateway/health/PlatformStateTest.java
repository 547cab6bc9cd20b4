package dev.whiteboard.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class PlatformStateTest {
    private static final List<String> ALL = List.of("identity-service", "url-shortener");

    @Test
    void itStartsUntilEachServiceHasBeenReadyOnce() {
        assertThat(PlatformState.of(ALL, Set.of("identity-service"), Set.of("identity-service")))
                .isEqualTo(new PlatformState.Starting(List.of("url-shortener")));
    }

    @Test
    void itIsUpWhileAllAreReady() {
        assertThat(PlatformState.of(ALL, Set.copyOf(ALL), Set.copyOf(ALL))).isEqualTo(new PlatformState.Up());
    }

    @Test
    void itIsDegradedAndNeverStartingAgainWhenOneGoesAway() {
        assertThat(PlatformState.of(ALL, Set.copyOf(ALL), Set.of("identity-service")))
                .isEqualTo(new PlatformState.Degraded(List.of("url-shortener")));
    }
}
