package dev.whiteboard.common.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A request under a key.
 *
 * @param id SHA-256 of who asks, for what, under which key: two callers' keys never meet
 * @param hash SHA-256 of what is asked
 * @param key as the client sent it; never written down
 */
record KeyedRequest(
        byte[] id,
        byte[] hash,
        String key) {
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    static KeyedRequest of(String caller, String path, @Nullable String query, byte[] body, String key) {
        byte[] id = sha256(bytes(caller), bytes("POST"), bytes(path), bytes(key));
        return new KeyedRequest(id, sha256(bytes(query == null ? "" : query), body), key);
    }

    static boolean isKey(String text) {
        return VISIBLE_ASCII.matcher(text).matches();
    }

    /** Each part is preceded by its length, so that no two lists of parts look alike. */
    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
