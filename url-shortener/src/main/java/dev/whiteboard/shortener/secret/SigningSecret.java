package dev.whiteboard.shortener.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code SIGNING_SECRET}, from which each purpose gets a key of its own (the expand step of HKDF, RFC 5869 §2.3, for one
 * block): who learns one of them learns nothing of the others.
 */
public final class SigningSecret {
    private static final int SHORTEST = 32;
    private final byte[] secret;

    public SigningSecret(String base64) {
        this.secret = Base64.getDecoder().decode(base64.strip());
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException("SIGNING_SECRET must be at least " + SHORTEST + " bytes in base64");
        }
    }

    public byte[] keyFor(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(purpose.getBytes(UTF_8));
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
