package dev.whiteboard.local.psp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs each delivery anew: {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">}. */
record WebhookSignature(String secret, Clock clock) {
    static final String HEADER = "Psp-Signature";

    String of(byte[] body) {
        long at = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((at + ".").getBytes(UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
