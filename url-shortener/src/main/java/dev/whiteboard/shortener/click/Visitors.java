package dev.whiteboard.shortener.click;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a visitor for a day and not longer. The hash is HMAC-SHA-256 over address and browser, cut to 64 bits, keyed
 * with a salt that all nodes share, that changes at midnight UTC and is deleted two days later: from then on nobody can
 * find out whose click it was, not even by trying all addresses, and the same visitor on another day is another hash.
 */
final class Visitors {
    private volatile Map<LocalDate, byte[]> salts = Map.of();

    void salts(Map<LocalDate, byte[]> present) {
        salts = Map.copyOf(present);
    }

    /** @return null if the day's salt is not known */
    @Nullable
    Long hash(Instant at, String address, @Nullable String userAgent) {
        byte[] salt = salts.get(at.atOffset(ZoneOffset.UTC).toLocalDate());
        if (salt == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(address.getBytes(UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal((userAgent == null ? "" : userAgent).getBytes(UTF_8))).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
