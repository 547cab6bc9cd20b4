package dev.whiteboard.common.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class SignedCursorsTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final SignedCursors cursors = new SignedCursors("0123456789abcdef".getBytes(UTF_8));

    @Test
    void aCursorGivesBackWhatWasSigned() {
        String cursor = cursors.sign("links:usr_1", "2026-01-01T00:00:00Z", "", "ключ/0");

        assertThat(cursors.open("links:usr_1", cursor)).contains(List.of("2026-01-01T00:00:00Z", "", "ключ/0"));
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOpensInNoOtherScopeAndUnderNoOtherSecret() {
        String cursor = cursors.sign("links:usr_1", "a");

        assertThat(cursors.open("links:usr_2", cursor)).isEmpty();
        assertThat(new SignedCursors("fedcba9876543210".getBytes(UTF_8)).open("links:usr_1", cursor)).isEmpty();
    }

    @Test
    void partsCannotBeShiftedBetweenScopeAndPayload() {
        assertThat(cursors.open("ab", cursors.sign("a", "b"))).isEmpty();
        assertThat(cursors.sign("a", "bc", "d")).isNotEqualTo(cursors.sign("a", "b", "cd"));
    }

    @Test
    void anyChangedCharacterIsRefused() {
        String cursor = cursors.sign("links", "12345");

        for (int i = 0; i < cursor.length(); i++) {
            for (char c : ALPHABET.toCharArray()) {
                if (c != cursor.charAt(i)) {
                    String changed = cursor.substring(0, i) + c + cursor.substring(i + 1);
                    assertThat(cursors.open("links", changed)).as(changed).isEmpty();
                }
            }
        }
    }

    @Test
    void whatIsNotACursorIsRefusedQuietly() {
        for (String text : List.of("", "!", "=", "AAAA", "ä".repeat(30), "A".repeat(100_000), "../../etc/passwd")) {
            assertThat(cursors.open("links", text)).as(text).isEmpty();
        }
        assertThat(cursors.open("links", cursors.sign("links", "a") + "=")).isEmpty();
    }
}
