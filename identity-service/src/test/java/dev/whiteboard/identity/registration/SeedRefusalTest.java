package dev.whiteboard.identity.registration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.identity.Misconfigured;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class SeedRefusalTest {
    @Test
    void accountsWhosePasswordEverybodyKnowsAreRefusedInProduction() {
        assertThatThrownBy(() -> start(true, "production")).isInstanceOf(Misconfigured.class)
                .hasMessageContaining("DEMO_USERS=true under the profile production");
        assertThatCode(() -> start(false, "production")).doesNotThrowAnyException();
        assertThatCode(() -> start(true, "local")).doesNotThrowAnyException();
    }

    @SuppressWarnings("NullAway") // nothing of this is used before the start is refused
    private static void start(boolean demoUsers, String profile) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        new SeedAccounts(new SeedSettings(demoUsers, null), unused(), unused(), unused(), unused(), unused(),
                environment);
    }

    private static <T> @Nullable T unused() {
        return null;
    }
}
