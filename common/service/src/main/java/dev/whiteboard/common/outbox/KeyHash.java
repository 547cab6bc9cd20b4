package dev.whiteboard.common.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 64 bits of a topic and key, the same in every replica and release: rows in the table carry a shard made from it.
 *
 * @param bits also the number of the advisory lock under which the key's events get their order
 */
record KeyHash(long bits) {
    static final int SHARDS = 64;

    static KeyHash of(String topic, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((topic + '\0' + key).getBytes(UTF_8));
            return new KeyHash(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    int shard() {
        return (int) (bits & SHARDS - 1);
    }
}
