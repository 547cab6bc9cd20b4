package dev.whiteboard.identity.signing;

import java.time.Duration;
import java.util.Base64;

import dev.whiteboard.identity.Misconfigured;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a signing key serves.
 *
 * @param keyEncryptionKey base64 of the 32 bytes that encrypt private keys at rest
 * @param rotateEvery how long one key signs
 * @param publishAhead how long a new key is published before it signs; longer than any verifier caches the key set
 * @param keepAfter how long a key stays published once it no longer signs; longer than any token lives
 */
@ConfigurationProperties("whiteboard.identity.signing")
record SigningSettings(
        String keyEncryptionKey,
        @DefaultValue("30d") Duration rotateEvery,
        @DefaultValue("15m") Duration publishAhead,
        @DefaultValue("1h") Duration keepAfter) {
    SigningSettings {
        if (publishAhead.compareTo(rotateEvery) >= 0) {
            throw new IllegalArgumentException("publishAhead must be shorter than rotateEvery");
        }
    }

    byte[] keyEncryptionKeyBytes() {
        try {
            byte[] key = Base64.getDecoder().decode(keyEncryptionKey.strip());
            if (key.length == 32) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new Misconfigured("KEY_ENCRYPTION_KEY is not the base64 of 32 bytes.",
                "Set it to the output of: openssl rand -base64 32");
    }

    /** Never the key: this may end in a log. */
    @Override
    public String toString() {
        return "SigningSettings[rotateEvery=" + rotateEvery + ", publishAhead=" + publishAhead + ", keepAfter="
                + keepAfter + "]";
    }
}
