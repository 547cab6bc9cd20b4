package dev.whiteboard.identity.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import dev.whiteboard.common.id.PublicId;

/**
 * An API key as its owner holds it: {@code wbk_<13 characters of its id>_<43 characters of secret>}. The id finds the row
 * and the secret is 256 random bits, so a plain SHA-256 of it is as good as a slow hash: there is no dictionary of such
 * secrets to go through.
 */
record ApiKeySecret(long id, String secret) {
    private static final String PREFIX = "wbk";
    private static final int ID_END = PREFIX.length() + 14;
    private static final int LENGTH = ID_END + 1 + 43;

    static ApiKeySecret draw(long id, SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new ApiKeySecret(id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<ApiKeySecret> parse(String text) {
        if (text.length() != LENGTH || text.charAt(ID_END) != '_') {
            return Optional.empty();
        }
        var id = PublicId.parse(PREFIX, text.substring(0, ID_END));
        return id.isPresent()
                ? Optional.of(new ApiKeySecret(id.getAsLong(), text.substring(ID_END + 1)))
                : Optional.empty();
    }

    String text() {
        return PublicId.format(PREFIX, id) + "_" + secret;
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In constant time. */
    boolean matches(byte[] storedHash) {
        return MessageDigest.isEqual(hash(), storedHash);
    }

    /** Never the secret: this may end in a log. */
    @Override
    public String toString() {
        return "ApiKeySecret[" + id + "]";
    }
}
