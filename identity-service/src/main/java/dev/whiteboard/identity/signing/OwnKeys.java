package dev.whiteboard.identity.signing;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import dev.whiteboard.common.security.VerificationKeys;
import org.springframework.stereotype.Component;

/** Verifies tokens with the ring in memory: identity need not ask itself over HTTP. */
@Component
class OwnKeys implements VerificationKeys {
    private final SigningKeys keys;

    OwnKeys(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public CompletionStage<Optional<RSAPublicKey>> find(String keyId) {
        return CompletableFuture.completedFuture(Optional.ofNullable(keys.published().getKeyByKeyId(keyId))
                .map(key -> publicKey(key.toRSAKey())));
    }

    private static RSAPublicKey publicKey(RSAKey key) {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
