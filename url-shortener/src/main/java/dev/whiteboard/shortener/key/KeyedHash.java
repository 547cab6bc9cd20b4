package dev.whiteboard.shortener.key;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key, for any number of threads: each use works on a copy of the keyed state. */
final class KeyedHash {
    private final Mac keyed;

    KeyedHash(byte[] secret) {
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    long first64Bits(byte[] message) {
        return first64Bits(copy(), message);
    }

    /** With a copy of one's own, for who hashes several times in a row. */
    static long first64Bits(Mac own, byte[] message) {
        return ByteBuffer.wrap(own.doFinal(message)).getLong();
    }

    Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
        }
    }
}
