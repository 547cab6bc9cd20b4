package dev.whiteboard.identity.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Hides a refresh token's successor so that only a holder of the token itself can read it.
 * <p>
 * A client that loses the answer of a refresh must be able to ask again and get the <em>same</em> successor, although
 * the database stores hashes only. So the successor is encrypted with AES-256-GCM under a key that HKDF-SHA256 (RFC 5869)
 * derives from the presented token, whose hash alone is stored: neither the table nor the service can open it without the
 * client's help. Each derived key encrypts exactly one message, because a token is rotated once; a fixed nonce is therefore
 * safe (NIST SP 800-38D forbids repeating a nonce under one key, and there is no second message).
 */
final class SuccessorSeal {
    private static final byte[] PURPOSE = "whiteboard refresh successor v1".getBytes(StandardCharsets.US_ASCII);
    private static final GCMParameterSpec ONLY_NONCE = new GCMParameterSpec(128, new byte[12]);

    private SuccessorSeal() {}

    static byte[] seal(RefreshToken presented, RefreshToken successor) {
        return run(Cipher.ENCRYPT_MODE, presented, successor.secret());
    }

    static RefreshToken open(RefreshToken presented, byte[] sealed) {
        return new RefreshToken(run(Cipher.DECRYPT_MODE, presented, sealed));
    }

    private static byte[] run(int mode, RefreshToken presented, byte[] input) {
        byte[] ikm = presented.secret();
        try {
            SecretKey key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(ikm).thenExpand(PURPOSE, 32));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, ONLY_NONCE);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealed successor does not belong to this token", e);
        } finally {
            Arrays.fill(ikm, (byte) 0);
        }
    }
}
