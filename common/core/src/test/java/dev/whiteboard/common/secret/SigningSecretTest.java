package dev.whiteboard.common.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

class SigningSecretTest {
    private static final byte[] BYTES = "thirty-two bytes, for tests only".getBytes(UTF_8);

    @Test
    void aKeyIsOneBlockOfHkdfExpand() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(BYTES, "HmacSHA256"));
        mac.update("short keys".getBytes(UTF_8));
        mac.update((byte) 1);

        assertThat(secret(BYTES).keyFor("short keys")).isEqualTo(mac.doFinal());
    }

    @Test
    void eachPurposeAndEachSecretHasAKeyOfItsOwn() {
        byte[] other = BYTES.clone();
        other[31] ^= 1;

        assertThat(secret(BYTES).keyFor("cursors")).isEqualTo(secret(BYTES).keyFor("cursors"))
                .isNotEqualTo(secret(BYTES).keyFor("cursors ")).isNotEqualTo(secret(other).keyFor("cursors"))
                .isNotEqualTo(BYTES);
    }

    @Test
    void spaceAroundTheTextDoesNotMatter() {
        String text = Base64.getEncoder().encodeToString(BYTES);

        assertThat(new SigningSecret(" " + text + "\n").keyFor("cursors")).isEqualTo(secret(BYTES).keyFor("cursors"));
    }

    @Test
    void aWeakOrBrokenSecretIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> secret(Arrays.copyOf(BYTES, 31))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31 bytes");
        assertThatThrownBy(() -> new SigningSecret("hunter2!")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SIGNING_SECRET is not base64").hasNoCause();
    }

    private static SigningSecret secret(byte[] bytes) {
        return new SigningSecret(Base64.getEncoder().encodeToString(bytes));
    }
}
