package dev.whiteboard.common.security;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The public keys with which access tokens are signed. Identity itself answers from its own database. */
public interface VerificationKeys {
    /**
     * The key of that id, or nothing if there is no such key. The stage fails if nobody can tell, because no keys have
     * ever been fetched. It never blocks, so that an event loop may ask.
     */
    CompletionStage<Optional<RSAPublicKey>> find(String keyId);
}
