package dev.whiteboard.billing.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells the provider's deliveries from everybody else's. The header {@code Psp-Signature: t=<unix seconds>,v1=<hex>} holds
 * the HMAC-SHA256 of {@code "t.body"}: the time is signed with the body, so that an old delivery cannot be played again
 * later. The comparison takes the same time wherever the difference is.
 */
final class Signature {
    static final String HEADER = "Psp-Signature";

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    private final SecretKeySpec key;
    private final Duration tolerance;

    Signature(String secret, Duration tolerance) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
        this.tolerance = tolerance;
    }

    boolean holds(@Nullable String header, byte[] body, Instant now) {
        Matcher parts = FORM.matcher(header == null ? "" : header);
        if (!parts.matches()) {
            return false;
        }
        boolean authentic = MessageDigest.isEqual(hmac(parts.group(1), body), HexFormat.of().parseHex(parts.group(2)));
        Instant signed = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
        return authentic && Duration.between(signed, now).abs().compareTo(tolerance) <= 0;
    }

    private byte[] hmac(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((time + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
