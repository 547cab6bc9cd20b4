package dev.whiteboard.identity.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import dev.whiteboard.identity.Misconfigured;

/** The services that may ask for tokens, each known by the SHA-256 of its secret. */
final class ServiceClientRegistry {
    private static final byte[] NOBODYS_HASH = new byte[32];

    private final Map<String, byte[]> hashes;

    private ServiceClientRegistry(Map<String, byte[]> hashes) {
        this.hashes = Map.copyOf(hashes);
    }

    /** Reads {@code gateway=<sha256 hex>,url-shortener=<sha256 hex>}. */
    static ServiceClientRegistry parse(String text) {
        Map<String, byte[]> hashes = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            String[] pair = entry.strip().split("=", 2);
            if (pair.length != 2 || !pair[1].matches("[0-9a-fA-F]{64}")) {
                throw new Misconfigured(
                        "SERVICE_CLIENTS: '" + pair[0] + "' is not followed by the SHA-256 of its secret.",
                        "Write it as gateway=<64 hex digits>,url-shortener=<64 hex digits>");
            }
            hashes.put(pair[0], HexFormat.of().parseHex(pair[1]));
        }
        return new ServiceClientRegistry(hashes);
    }

    /** Whether this is that client's secret; takes the same time whatever is wrong. */
    boolean knows(String client, String secret) {
        byte[] stored = hashes.getOrDefault(client, NOBODYS_HASH);
        return MessageDigest.isEqual(sha256(secret), stored) && hashes.containsKey(client);
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
