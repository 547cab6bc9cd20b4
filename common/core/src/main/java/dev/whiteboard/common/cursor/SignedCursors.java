package dev.whiteboard.common.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns the key of the last row of a page into a cursor, and back, only if this service wrote it for this very list.
 *
 * <p>
 * A cursor is {@code base64url(mac ‖ parts)}: each part is its length and its UTF-8 bytes, and the MAC is the first 16
 * bytes of HMAC-SHA256 (RFC 2104 §5 allows half) over the scope and the parts. The scope names the list and everything
 * that filters it ({@code "links:" + owner}), so a cursor of one list or one user opens nothing else. Text that is not
 * exactly what {@link #sign} returned does not open, whatever was changed.
 */
public final class SignedCursors {
    private static final int MAC_BYTES = 16;
    private static final int LONGEST = 1024;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret at least 16 random bytes, the same on every replica of a service */
    public SignedCursors(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("secret: at least 16 bytes, was " + secret.length);
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    public String sign(String scope, String... parts) {
        byte[] payload = encode(parts);
        ByteBuffer cursor = ByteBuffer.allocate(MAC_BYTES + payload.length);
        cursor.put(mac(scope, payload)).put(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /** The parts given to {@link #sign}, or nothing if the cursor is not one of ours for this scope. */
    public Optional<List<String>> open(String scope, String cursor) {
        if (cursor.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length < MAC_BYTES || !canonical(cursor, bytes)) {
                return Optional.empty();
            }
            byte[] payload = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
            boolean ours = MessageDigest.isEqual(mac(scope, payload), Arrays.copyOf(bytes, MAC_BYTES));
            return ours ? Optional.of(decode(payload)) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException notACursor) {
            return Optional.empty();
        }
    }

    /** Base64 decoders ignore the spare bits of the last character and padding; two texts must not be one cursor. */
    private static boolean canonical(String cursor, byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor);
    }

    private byte[] mac(String scope, byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(encode(scope));
            return Arrays.copyOf(mac.doFinal(payload), MAC_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static byte[] encode(String... parts) {
        List<byte[]> encoded = Arrays.stream(parts).map(part -> part.getBytes(UTF_8)).toList();
        ByteBuffer bytes = ByteBuffer.allocate(encoded.stream().mapToInt(part -> Short.BYTES + part.length).sum());
        for (byte[] part : encoded) {
            if (part.length > LONGEST / 2) {
                throw new IllegalArgumentException(
                        "a cursor's part is a key, not a document: " + part.length + " bytes");
            }
            bytes.putShort((short) part.length).put(part);
        }
        return bytes.array();
    }

    private static List<String> decode(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        List<String> parts = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] part = new byte[bytes.getShort()];
            bytes.get(part);
            parts.add(new String(part, UTF_8));
        }
        return List.copyOf(parts);
    }
}
