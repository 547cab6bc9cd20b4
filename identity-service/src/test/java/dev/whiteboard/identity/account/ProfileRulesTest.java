package dev.whiteboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "Ada Lovelace", "Zoë 😀", "名前", "'; drop table users; --"})
    void aDisplayNameIsAnythingThatCanBeRead(String name) {
        assertThat(ProfileRules.displayName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\0b", "a\nb", "a\ud800b",
        "12345678901234567890123456789012345678901234567890123456789012345"})
    void whatCannotBeReadIsNoDisplayName(String name) {
        assertThat(ProfileRules.displayName(name)).hasValueSatisfying(
                problem -> assertThat(problem.field()).isEqualTo("display_name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@b", "a@", "a b@c.d", "a@b@c", "a\0@b.c"})
    void anEmailAddressHasTwoSides(String email) {
        assertThat(ProfileRules.email(email)).isPresent();
        assertThat(ProfileRules.email("a@b.example")).isEmpty();
        assertThat(ProfileRules.email(null)).isEmpty();
    }
}
