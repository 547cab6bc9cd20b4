package dev.whiteboard.common.security;

import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;

/**
 * Decides whether a bearer token is one of ours. The servlet and the reactive edge both ask here, so they cannot differ.
 *
 * <p>
 * The checks run from cheap to dear, and nothing that the token says about itself is believed before its signature: the
 * algorithm is RS256 by decree and not by the token's header, which closes {@code alg: none} and the trick of signing by
 * HMAC with the public key (RFC 8725 §3.1); keys are looked up by id only, never by the header's {@code jwk} or
 * {@code jku}. Then issuer, audience and times are checked ({@link TokenClaims}).
 */
public final class AccessTokens {
    private static final int LONGEST = 8 * 1024;

    private final VerificationKeys keys;
    private final TokenClaims claims;

    public AccessTokens(VerificationKeys keys, Clock clock) {
        this.keys = keys;
        this.claims = new TokenClaims(clock);
    }

    /** Never fails and never blocks. */
    public CompletionStage<TokenCheck> check(String token) {
        Optional<SignedJWT> parsed = parse(token);
        if (parsed.isEmpty()) {
            return CompletableFuture.completedFuture(new TokenCheck.Invalid("not an RS256 token of this platform"));
        }
        SignedJWT jwt = parsed.get();
        return keys.find(jwt.getHeader().getKeyID())
                .thenApply(key -> key.map(found -> verify(jwt, found))
                        .orElseGet(() -> new TokenCheck.Invalid("unknown key")))
                .exceptionally(unreachable -> new TokenCheck.Unverifiable());
    }

    private static Optional<SignedJWT> parse(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return Optional.of(jwt).filter(signed -> acceptable(signed.getHeader()));
        } catch (ParseException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    private static boolean acceptable(JWSHeader header) {
        return JWSAlgorithm.RS256.equals(header.getAlgorithm()) && header.getKeyID() != null
                && header.getCriticalParams() == null;
    }

    private TokenCheck verify(SignedJWT jwt, RSAPublicKey key) {
        try {
            boolean genuine = new RSASSAVerifier(key).verify(jwt.getHeader(), jwt.getSigningInput(),
                    jwt.getSignature());
            return genuine ? claims.check(jwt.getJWTClaimsSet()) : new TokenCheck.Invalid("bad signature");
        } catch (JOSEException | ParseException broken) {
            return new TokenCheck.Invalid("bad signature");
        }
    }
}
