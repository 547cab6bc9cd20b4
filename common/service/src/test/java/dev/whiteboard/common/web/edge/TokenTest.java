package dev.whiteboard.common.web.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class TokenTest {
    @Autowired
    private Http http;

    private Http.Answer get(String path, String token) {
        return http.get(path, "Authorization", "Bearer " + token);
    }

    @Test
    void aGoodTokenNamesTheCaller() {
        String token = Tokens
                .with(claims -> claims.claim("tier", "paid").claim("sid", "s1").claim("username", "alice"));
        var caller = get("/whoami", token).json();

        assertThat(caller.path("user_id").asString()).isEqualTo("usr_1");
        assertThat(caller.path("tier").asString()).isEqualTo("paid");
        assertThat(caller.path("session_id").asString()).isEqualTo("s1");
        assertThat(get("/public/whoami", token).json().path("user").asString()).isEqualTo("usr_1");
        assertThat(http.get("/public/whoami").json().path("user").asString()).isEqualTo("nobody");
    }

    @Test
    void withoutATokenTheAnswerSaysWhatIsNeeded() {
        for (String path : List.of("/whoami", "/admin/thing", "/internal/thing", "/no/such/path")) {
            var answer = http.get(path);
            assertThat(answer.problem()).as(path).isEqualTo("401 UNAUTHENTICATED");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @ParameterizedTest
    @CsvSource({"user, /admin/thing, 403 FORBIDDEN", "user, /internal/thing, 403 FORBIDDEN",
        "service, /admin/thing, 403 FORBIDDEN", "admin, /internal/thing, 403 FORBIDDEN", "admin, /admin/thing, 200 {}",
        "service, /internal/thing, 200 {}", "user, /no/such/path, 404 NOT_FOUND"})
    void rolesOpenDoors(String role, String path, String answer) {
        assertThat(get(path, Tokens.user(role)).problem()).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded(String kind, String token) {
        for (String path : List.of("/whoami", "/public/whoami", "/admin/thing")) {
            var answer = get(path, token);
            assertThat(answer.problem()).isEqualTo("401 INVALID_TOKEN");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(token.length() < 10 || !answer.response().body().contains(token)).isTrue();
        }
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        Instant now = Instant.now();
        JWSHeader hs256 = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(Tokens.KEY_ID).build();
        JWSHeader foreign = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("other").build();
        JWSHeader anonymous = new JWSHeader.Builder(JWSAlgorithm.RS256).build();
        JWSHeader rs512 = new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(Tokens.KEY_ID).build();
        var ours = Tokens.claims(_ -> {});
        var stranger = Tokens.generate();
        String good = Tokens.user("user");
        String[] parts = good.split("\\.");
        String raised = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("\"user\"", "\"admin\"");
        return Map.ofEntries(
                Map.entry("expired", Tokens.with(c -> c.expirationTime(Date.from(now.minusSeconds(6))))),
                Map.entry("without expiry", Tokens.with(c -> c.expirationTime(null))),
                Map.entry("not yet", Tokens.with(c -> c.notBeforeTime(Date.from(now.plusSeconds(30))))),
                Map.entry("issued in the future", Tokens.with(c -> c.issueTime(Date.from(now.plusSeconds(30))))),
                Map.entry("other issuer", Tokens.with(c -> c.issuer("elsewhere"))),
                Map.entry("other audience", Tokens.with(c -> c.audience("elsewhere"))),
                Map.entry("without audience", Tokens.with(c -> c.audience((String) null))),
                Map.entry("without subject", Tokens.with(c -> c.subject(null))),
                Map.entry("roles that are no list", Tokens.with(c -> c.claim("roles", "admin"))),
                Map.entry("forged", Tokens.signedBySomebodyElse()),
                Map.entry("unknown key", Tokens.sign(foreign, ours, Tokens.signer(stranger))),
                Map.entry("own key in the header", Tokens.sign(new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(Tokens.KEY_ID).jwk(stranger.toPublicJWK()).build(), ours, Tokens.signer(stranger))),
                Map.entry("no key id", Tokens.sign(anonymous, ours, Tokens.signer(stranger))),
                Map.entry("alg none", new PlainJWT(ours).serialize()),
                Map.entry("HMAC with the public key",
                        Tokens.sign(hs256, ours, new MACSigner(Tokens.publicKey().getEncoded()))),
                Map.entry("RS512 header on an RS256 signature",
                        base64(rs512.toString()) + "." + parts[1] + "." + parts[2]),
                Map.entry("raised role", parts[0] + "." + base64(raised) + "." + parts[2]),
                Map.entry("no signature", parts[0] + "." + parts[1] + "."),
                Map.entry("bracket bomb", base64("{\"alg\":" + "[".repeat(5000)) + "." + parts[1] + "." + parts[2]),
                Map.entry("not a token", "hunter2"), Map.entry("dots", "...."), Map.entry("empty", ""))
                .entrySet().stream().map(token -> Arguments.of(token.getKey(), token.getValue()));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void clocksMayDifferByFiveSeconds() {
        Instant now = Instant.now();
        assertThat(get("/whoami", Tokens.with(c -> c.expirationTime(Date.from(now.minusSeconds(2))))).status())
                .isEqualTo(200);
        assertThat(get("/whoami", Tokens.with(c -> c.issueTime(Date.from(now.plusSeconds(3))))).status())
                .isEqualTo(200);
    }

    @Test
    void otherSchemesAreNotOurBusiness() {
        assertThat(http.get("/public/whoami", "Authorization", "Basic eDp5").status()).isEqualTo(200);
        assertThat(http.get("/whoami", "Authorization", "Basic eDp5").problem()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(http.get("/whoami", "Authorization", "bearer " + Tokens.user("user")).status()).isEqualTo(200);
    }
}
