package dev.whiteboard.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {
    @Test
    void itsTextReadsBackAndItsNameInALogIsSilent() {
        var token = RefreshToken.draw(new SecureRandom());

        assertThat(RefreshToken.parse(token.text())).map(RefreshToken::text).contains(token.text());
        assertThat(RefreshToken.parse(token.text()).orElseThrow().hash()).isEqualTo(token.hash());
        assertThat(token.toString()).doesNotContain(token.text().substring(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wbr_", "wbr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0",
        "wbr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB" /* spare bits set */,
        "xyz_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatWeDidNotWriteIsNoToken(String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
    }
}
