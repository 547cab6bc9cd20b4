package dev.whiteboard.identity.signing;

import java.time.Instant;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * This replica's copy of the key ring, and its part in the rotation. Every replica looks every few seconds whether a new
 * generation is due; the database lets one of them make it. While the database is away the copy in memory goes on
 * signing and verifying.
 */
@Component
class SigningKeys implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final SigningKeyStore store;
    private final SigningSettings settings;
    private volatile Current current = new Current(null, new JWKSet());

    SigningKeys(SigningKeyStore store, SigningSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Who signs, ready to do so. */
    record Signer(String kid, JWSSigner signer) {
        static Signer of(SigningKey key) {
            try {
                return new Signer(key.kid(), new RSASSASigner(key.key()));
            } catch (JOSEException e) {
                throw new IllegalStateException("signing key " + key.kid() + " cannot sign", e);
            }
        }
    }

    /** The ring as of the last look: who signs, and what is published. */
    record Current(@Nullable Signer signer, JWKSet published) {}

    @Override
    public void afterPropertiesSet() {
        refresh();
    }

    Signer signer() {
        var signer = current.signer();
        if (signer == null) {
            throw new IllegalStateException("no signing key has been loaded");
        }
        return signer;
    }

    JWKSet published() {
        return current.published();
    }

    @Scheduled(fixedDelayString = "${whiteboard.identity.signing.look-every:15s}")
    void look() {
        try {
            refresh();
        } catch (RuntimeException databaseAway) {
            log.warn("signing keys not refreshed, the copy in memory goes on: {}", databaseAway.toString());
        }
    }

    /** Makes and removes generations as due, then loads the ring. */
    void refresh() {
        // First the ring, then the clock: a first key that another replica has just made signs already.
        var ring = new KeyRing(store.all());
        Instant now = store.now();
        var successor = ring.successor(now, settings);
        var dead = ring.dead(now, settings.keepAfter());
        successor.ifPresent(next -> {
            if (store.add(generate(next))) {
                log.info("signing key generation {} made, it signs from {}", next.generation(), next.signsFrom());
            }
        });
        if (!dead.isEmpty()) {
            store.remove(dead);
        }
        if (successor.isPresent() || !dead.isEmpty()) {
            ring = new KeyRing(store.all());
            now = store.now();
        }
        current = new Current(ring.signer(now).map(Signer::of).orElse(null), ring.published());
    }

    private static SigningKey generate(KeyRing.Successor next) {
        try {
            RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new SigningKey(next.generation(), key, next.signsFrom());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a signing key", e);
        }
    }
}
