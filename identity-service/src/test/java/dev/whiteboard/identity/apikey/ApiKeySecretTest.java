package dev.whiteboard.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {
    private final ApiKeySecret secret = ApiKeySecret.draw(123_456_789L, new SecureRandom());

    @Test
    void itsTextFindsTheRowAndProvesTheSecret() {
        var read = ApiKeySecret.parse(secret.text()).orElseThrow();

        assertThat(read.id()).isEqualTo(123_456_789L);
        assertThat(read.matches(secret.hash())).isTrue();
        assertThat(read.matches(ApiKeySecret.draw(123_456_789L, new SecureRandom()).hash())).isFalse();
        assertThat(secret.toString()).doesNotContain(secret.secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wbk_", "wbk_0000000000001", "wbk_0000000000001_short", "key_0000000000001_x"})
    void whatHasAnotherShapeIsNoKey(String text) {
        assertThat(ApiKeySecret.parse(text)).isEmpty();
    }
}
