package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestTokensTest {

    private final TestTokens tokens = TestTokens.instance();
    private final DefaultJWTProcessor<com.nimbusds.jose.proc.SecurityContext> verifier = new DefaultJWTProcessor<>();

    @BeforeEach
    void verifyAsServicesDo() throws Exception {
        var keys = JWKSourceBuilder.create(URI.create(tokens.identityUrl() + "/.well-known/jwks.json").toURL()).build();
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        verifier.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>("whiteboard",
                new JWTClaimsSet.Builder().issuer("whiteboard").build(), java.util.Set.of("exp")));
    }

    @Test
    void a_good_token_is_accepted() throws Exception {
        var claims = verifier.process(tokens.token("usr_1", "user", "admin"), null);
        assertThat(claims.getSubject()).isEqualTo("usr_1");
        assertThat(claims.getStringListClaim("roles")).containsExactly("user", "admin");
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_bad_token_is_refused(String token) {
        assertThatThrownBy(() -> verifier.process(token, null)).isInstanceOf(Exception.class);
    }

    static Stream<String> badTokens() {
        TestTokens tokens = TestTokens.instance();
        return Stream.of(tokens.expired("usr_1"), tokens.forged("usr_1"), tokens.algNone("usr_1"),
                tokens.confused("usr_1"),
                tokens.wrongAudience("usr_1"), tokens.wrongIssuer("usr_1"));
    }
}
