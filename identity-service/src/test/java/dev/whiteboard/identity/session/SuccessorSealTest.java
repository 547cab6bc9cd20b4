package dev.whiteboard.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

class SuccessorSealTest {
    private final SecureRandom random = new SecureRandom();
    private final RefreshToken presented = RefreshToken.draw(random);
    private final RefreshToken successor = RefreshToken.draw(random);

    @Test
    void whoHoldsTheRotatedTokenReadsItsSuccessor() {
        byte[] sealed = SuccessorSeal.seal(presented, successor);

        assertThat(SuccessorSeal.open(presented, sealed).text()).isEqualTo(successor.text());
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain(
                new String(successor.secret(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void nobodyElseDoes() {
        byte[] sealed = SuccessorSeal.seal(presented, successor);

        assertThatThrownBy(() -> SuccessorSeal.open(RefreshToken.draw(random), sealed))
                .isInstanceOf(IllegalStateException.class);
        sealed[0] ^= 1;
        assertThatThrownBy(() -> SuccessorSeal.open(presented, sealed)).isInstanceOf(IllegalStateException.class);
    }
}
