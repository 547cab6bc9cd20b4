package dev.whiteboard.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import dev.whiteboard.identity.Misconfigured;
import org.junit.jupiter.api.Test;

class PrivateKeySealTest {
    private final byte[] secret = "a private key".getBytes(StandardCharsets.UTF_8);
    private final PrivateKeySeal seal = new PrivateKeySeal(new byte[32]);

    @Test
    void whatIsSealedOpensUnderTheSameKeyAndName() {
        assertThat(seal.open("k1", seal.seal("k1", secret))).isEqualTo(secret);
        assertThat(seal.seal("k1", secret)).isNotEqualTo(seal.seal("k1", secret));
    }

    @Test
    void anotherNameOrAnotherKeyOpensNothing() {
        byte[] other = new byte[32];
        other[31] = 1;

        assertThatThrownBy(() -> seal.open("k2", seal.seal("k1", secret))).isInstanceOf(Misconfigured.class);
        assertThatThrownBy(() -> new PrivateKeySeal(other).open("k1", seal.seal("k1", secret)))
                .hasMessageContaining("KEY_ENCRYPTION_KEY");
    }
}
