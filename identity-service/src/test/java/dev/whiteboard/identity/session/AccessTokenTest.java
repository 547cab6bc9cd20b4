package dev.whiteboard.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.whiteboard.identity.signing.AccessTokenMint;
import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Promise;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class AccessTokenTest {
    @Autowired
    private Api api;
    @Autowired
    private AccessTokenMint mint;

    @Test
    void anExpiredTokenIsRefused() {
        var user = api.register();

        refused(mint.mint(user.id(), List.of("user", "admin"), Map.of(), Duration.ofMinutes(-1)));
    }

    @Test
    @Promise("identity.forged-tokens-refused")
    void aForgedTokenIsRefused() throws Exception {
        var genuine = SignedJWT.parse(api.register().accessToken());
        var claims = new JWTClaimsSet.Builder(genuine.getJWTClaimsSet()).claim("roles", List.of("admin")).build();
        String kid = genuine.getHeader().getKeyID();
        RSAKey published = JWKSet.parse(api.send("GET", "/.well-known/jwks.json", null, null).body())
                .getKeyByKeyId(kid)
                .toRSAKey();

        refused(new PlainJWT(claims).serialize());
        refused(genuine.getHeader().toBase64URL() + "." + claims.toPayload().toBase64URL() + "."
                + genuine.getSignature());
        refused(signed(new RSAKeyGenerator(2048).generate(), kid, claims));
        refused(signed(new RSAKeyGenerator(2048).generate(), "invented", claims));
        var confused = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
        confused.sign(new MACSigner(published.toRSAPublicKey().getEncoded()));
        refused(confused.serialize());
        refused("");
        refused("a.b.c");
        refused("x".repeat(7_000));
    }

    @Test
    void aBadTokenIsRefusedAlsoWhereNoneIsNeeded() {
        assertThat(api.send("GET", "/.well-known/jwks.json", null, "Bearer nonsense").status()).isEqualTo(401);
    }

    private void refused(String token) {
        var answer = api.get("/api/v1/users/me", token);
        assertThat(answer.status()).as(token).isEqualTo(401);
        assertThat(answer.code()).isIn("INVALID_TOKEN", "UNAUTHENTICATED");
    }

    private static String signed(RSAKey key, String kid, JWTClaimsSet claims) throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
