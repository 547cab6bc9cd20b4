package dev.whiteboard.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;

import com.nimbusds.jwt.SignedJWT;
import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class ServiceTokenTest {
    @Autowired
    private Api api;

    @Test
    void aServiceGetsATokenForItsSecret() throws Exception {
        var answer = token("gateway:gateway-secret");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isPositive();
        var claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("gateway");
        assertThat(claims.getStringListClaim("roles")).containsExactly("service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway:wrong", "nobody:gateway-secret", "gateway", ":", "gateway:"})
    void anybodyElseIsRefused(String credentials) {
        var answer = token(credentials);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(api.send("POST", "/internal/tokens", null, null).status()).isEqualTo(401);
    }

    @Test
    void aServiceHasNoProfileAndNoKeys() {
        String token = token("gateway:gateway-secret").text("access_token");

        assertThat(api.get("/api/v1/users/me", token).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/api-keys", token).status()).isEqualTo(403);
        assertThat(api.get("/admin/users", token).status()).isEqualTo(403);
    }

    private Answer token(String credentials) {
        return api.send("POST", "/internal/tokens", null,
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes()));
    }
}
