package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTest {
    @ParameterizedTest
    @ValueSource(strings = {"abcd", "My-Link_1", "----", "0000", "12345678901234567890123456789012", "administer"})
    void takesWhatFitsAPath(String alias) {
        assertThat(Alias.check(alias)).isEqualTo(Checked.accepted(new Alias(alias)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "123456789012345678901234567890123", "../admin", "a b c", "ábcd", "abcd+",
        "abcd\n", "abcd/", "%61bcd",
        "abc.d"})
    void refusesWhatDoesNot(String alias) {
        assertThat(Alias.check(alias)).isInstanceOf(Checked.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "ADMIN", "media", "webhooks", "console", "docs", "actuator", "assets", "Login",
        "swagger-ui"})
    void refusesThePlatformsOwnWords(String alias) {
        assertThat(Alias.check(alias)).isEqualTo(Checked.refused("custom_alias", "is reserved"));
    }

    @Test
    void refusesFiveHundredCharacters() {
        assertThat(Alias.check("a".repeat(500))).isInstanceOf(Checked.Refused.class);
    }
}
