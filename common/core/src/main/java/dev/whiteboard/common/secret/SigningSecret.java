package dev.whiteboard.common.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A service's {@code SIGNING_SECRET}, from which each purpose gets a key of its own (the expand step of HKDF, RFC 5869
 * §2.3): who learns one of them learns nothing of the others.
 */
public final class SigningSecret {
    private static final int BYTES = 32;
    private final SecretKey secret;

    /** @param base64 at least 32 random bytes, the same on every replica of a service */
    public SigningSecret(String base64) {
        byte[] bytes = decode(base64.strip());
        if (bytes.length < BYTES) {
            throw new IllegalArgumentException(
                    "SIGNING_SECRET has %d bytes, fewer than %d".formatted(bytes.length, BYTES));
        }
        this.secret = new SecretKeySpec(bytes, "HKDF-SHA256");
    }

    /** 32 bytes, the same for the same purpose. */
    public byte[] keyFor(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.expandOnly(secret, purpose.getBytes(UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", e);
        }
    }

    /** The decoder's own complaint would say which characters the secret has. */
    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("SIGNING_SECRET is not base64");
        }
    }
}
