package dev.whiteboard.identity.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.stereotype.Component;

/** Mints the tokens that every service of the platform accepts. */
@Component
public class AccessTokenMint {
    private static final String ISSUER = "whiteboard";
    private static final String AUDIENCE = "whiteboard";

    private final SigningKeys keys;
    private final Clock clock;

    AccessTokenMint(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A signed token for this subject with these further claims. */
    public String mint(String subject, List<String> roles, Map<String, String> claims, Duration lifetime) {
        var signer = keys.signer();
        Instant now = clock.instant();
        var body = new JWTClaimsSet.Builder().issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("roles", roles)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString());
        claims.forEach(body::claim);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.kid()).type(JOSEObjectType.JWT).build();
        var token = new SignedJWT(header, body.build());
        try {
            token.sign(signer.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return token.serialize();
    }
}
