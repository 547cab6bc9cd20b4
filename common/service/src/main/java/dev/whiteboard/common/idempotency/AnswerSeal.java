package dev.whiteboard.common.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts stored answers, because they may contain tokens: AES-256-GCM under HKDF-SHA256(secret, idempotency key).
 *
 * <p>The idempotency key is as good as a password for its answer: the table holds only its hash, so neither a copy of the
 * table nor the table together with the service's secret opens an answer; a client that repeats its request does. Row
 * and request are authenticated with it, so an answer cannot be moved to another row.
 */
final class AnswerSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    AnswerSeal(byte[] secret) {
        if (secret.length < KEY_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + KEY_BYTES + " bytes");
        }
        this.secret = secret.clone();
    }

    byte[] seal(Answer answer, KeyedRequest request) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, request).doFinal(answer.toBytes());
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the answer cannot be encrypted", e);
        }
    }

    /** Empty if the answer was sealed under another secret, or is not the answer to this request. */
    Optional<Answer> open(byte[] sealed, KeyedRequest request) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE);
            byte[] answer = cipher(Cipher.DECRYPT_MODE, nonce, request).doFinal(sealed, NONCE, sealed.length - NONCE);
            return Optional.of(Answer.fromBytes(answer));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, KeyedRequest request) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(request), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(request.id());
        cipher.updateAAD(request.hash());
        return cipher;
    }

    private SecretKey key(KeyedRequest request) throws GeneralSecurityException {
        byte[] info = ("whiteboard idempotency " + request.key()).getBytes(UTF_8);
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey("AES",
                        HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(request.id()).thenExpand(info, KEY_BYTES));
    }
}
