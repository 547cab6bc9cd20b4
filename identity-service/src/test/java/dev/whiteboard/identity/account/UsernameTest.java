package dev.whiteboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(strings = {"bob", "Alice_01", "a.b-c", "___", "user-2f9c", "abcdefghijklmnopqrstuvwxyz012345"})
    void aNameIsThreeTo32PlainCharacters(String text) {
        assertThat(Username.parse(text)).map(Username::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "abcdefghijklmnopqrstuvwxyz0123456", "-ab", "ab.", "a b", "ab\n", "ab\0c", "äöü",
        "\ud83d\ude00\ud83d\ude00", "a'--", "аdmin" /* a Cyrillic а */, "ıııı"})
    void anythingElseIsNoName(String text) {
        assertThat(Username.parse(text)).isEmpty();
    }

    @Test
    void namesThatDifferInCaseAreTheSameName() {
        assertThat(new Username("ALICE").key()).isEqualTo(new Username("alice").key());
        assertThat(new Username("Admin").reserved()).isTrue();
        assertThat(new Username("alice").reserved()).isFalse();
    }
}
