package dev.whiteboard.identity.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** An opaque refresh token: 256 random bits, of which the database knows only the hash. */
final class RefreshToken {
    private static final String PREFIX = "wbr_";
    private static final int BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;

    private final byte[] secret;

    RefreshToken(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("secret must have " + BYTES + " bytes");
        }
        this.secret = secret.clone();
    }

    static RefreshToken draw(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new RefreshToken(secret);
    }

    /** The token in this text, or nothing if it cannot be one of ours. */
    static Optional<RefreshToken> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            var token = new RefreshToken(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            return token.text().equals(text) ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    String text() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    byte[] secret() {
        return secret.clone();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never the secret: this may end in a log. */
    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
