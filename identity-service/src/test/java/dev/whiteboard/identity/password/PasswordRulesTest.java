package dev.whiteboard.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "password", "Password", "PASSWORD123", "qwertyui", "whiteboard", "aaaaaaaaa",
        "somebody99", "😀😀😀😀"})
    void whatGuessingStartsWithIsRefused(String password) {
        assertThat(rules.refusal(password, "somebody99")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k7Vw-pq2", "a long sentence of plain words", "пароль-подлиннее", "tab\tand\0nul are fine"})
    void lengthIsWorthMoreThanOddCharacters(String password) {
        assertThat(rules.refusal(password, "somebody99")).isEmpty();
    }
}
