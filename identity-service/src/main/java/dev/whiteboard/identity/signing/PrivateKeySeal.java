package dev.whiteboard.identity.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.whiteboard.identity.Misconfigured;

/**
 * Encrypts private keys for the database: {@code nonce (12 bytes) ‖ AES-256-GCM}, with the key's id as associated data,
 * so that a row's key cannot be put under another row's id.
 */
final class PrivateKeySeal {
    private static final int NONCE = 12;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    PrivateKeySeal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] seal(String kid, byte[] privateKey) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kid, nonce).doFinal(privateKey);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt a signing key", e);
        }
    }

    byte[] open(String kid, byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE];
        buffer.get(nonce);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, kid, nonce).doFinal(rest);
        } catch (GeneralSecurityException wrongKey) {
            throw new Misconfigured("Signing key " + kid + " cannot be decrypted with this KEY_ENCRYPTION_KEY.",
                    "Start with the KEY_ENCRYPTION_KEY that this database was first used with.");
        }
    }

    private Cipher cipher(int mode, String kid, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
