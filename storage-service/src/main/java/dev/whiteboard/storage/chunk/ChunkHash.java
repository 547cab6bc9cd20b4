package dev.whiteboard.storage.chunk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SHA-256 of a chunk's bytes, which is its name: 64 lower-case hexadecimal digits. */
public record ChunkHash(String hex) implements Comparable<ChunkHash> {
    public static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public static Optional<ChunkHash> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ChunkHash(text)) : Optional.empty();
    }

    public static ChunkHash of(byte[] digest) {
        return new ChunkHash(HexFormat.of().formatHex(digest));
    }

    public static ChunkHash ofBytes(byte[] bytes, int from, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, from, length);
        return of(digest.digest());
    }

    /** The JDK's, which uses the processor's own instructions where it has them. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(ChunkHash other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
