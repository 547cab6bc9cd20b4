package dev.whiteboard.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentityTest
class RotationTest {
    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private SigningKeys keys;
    @Autowired
    private SigningKeyStore store;
    @Autowired
    private SigningSettings settings;

    @AfterEach
    void upToDate() {
        keys.refresh();
    }

    @Test
    void theKeySetIsPublicAndCacheable() throws Exception {
        var answer = api.send("GET", "/.well-known/jwks.json", null, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).contains("max-age=300, public");
        var set = JWKSet.parse(answer.body());
        assertThat(set.getKeys()).isNotEmpty().noneMatch(key -> key.isPrivate());
        var token = SignedJWT.parse(api.register().accessToken());
        var key = set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("whiteboard");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("whiteboard");
        assertThat(token.getJWTClaimsSet().getStringClaim("sid")).startsWith("ses_");
    }

    @Test
    @Promise("identity.rotation-fails-no-token")
    void noGoodTokenFailsWhileTheKeyChanges() throws Exception {
        var user = api.register();
        String oldKid = kid(user.accessToken());

        age(settings.rotateEvery().minus(settings.publishAhead()));
        keys.refresh();
        assertThat(published()).as("the next key, ahead of its time").hasSize(2).contains(oldKid);
        assertThat(kid(api.register().accessToken())).as("who signs").isEqualTo(oldKid);

        age(settings.publishAhead());
        keys.refresh();
        String newToken = api.register().accessToken();
        assertThat(kid(newToken)).isNotEqualTo(oldKid);
        assertThat(status(user.accessToken())).as("a token of the old key").isEqualTo(200);
        assertThat(status(newToken)).isEqualTo(200);

        age(settings.keepAfter().plusSeconds(1));
        keys.refresh();
        assertThat(published()).containsExactly(kid(newToken));
        assertThat(status(newToken)).isEqualTo(200);
        assertThat(status(user.accessToken())).as("a token that expired long ago").isEqualTo(401);
    }

    @Test
    @Promise("identity.rotates-once")
    void ofManyReplicasOneMakesTheNextKey() {
        age(settings.rotateEvery());
        int before = generations();

        Race.of(16).run(() -> {
            replica().refresh();
            return true;
        });

        assertThat(generations()).isEqualTo(before + 1);
        age(settings.publishAhead());
    }

    @Test
    @Promise(value = "identity.rotates-once", naive = true)
    void replicasThatLookBeforeTheyMakeMakeSeveral() {
        jdbc.sql("create table if not exists naive_keys_of (era int not null)").update();
        Toy.mustFail(20, () -> {
            int era = jdbc.sql("select coalesce(max(era), 0) + 1 from naive_keys_of").query(Integer.class).single();
            Race.of(16).run(() -> {
                if (count(era) == 0) {
                    jdbc.sql("insert into naive_keys_of values (?)").param(era).update();
                }
                return true;
            });
            assertThat(count(era)).isEqualTo(1);
        });
    }

    @Test
    void theDatabaseHoldsNoPrivateKeyInTheClear() {
        for (byte[] sealed : jdbc.sql("select private_sealed from signing_keys").query(byte[].class).list()) {
            assertThat(IntStream.range(12, sealed.length).anyMatch(i -> sealed[i] != 0)).isTrue();
            assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("\u0030\u0082\u0004") // how every PKCS#8 of this size begins
                    .doesNotContain("RSA");
        }
    }

    private SigningKeys replica() {
        return new SigningKeys(store, settings);
    }

    private List<String> published() throws Exception {
        return JWKSet.parse(api.send("GET", "/.well-known/jwks.json", null, null).body())
                .getKeys()
                .stream()
                .map(key -> key.getKeyID())
                .toList();
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private int status(String token) {
        return api.get("/api/v1/users/me", token).status();
    }

    /** Time passes for the keys. */
    private void age(Duration by) {
        jdbc.sql("update signing_keys set signs_from = signs_from - :by * interval '1 ms'")
                .params(Map.of("by", by.toMillis()))
                .update();
    }

    private int generations() {
        return jdbc.sql("select max(generation) from signing_keys").query(Integer.class).single();
    }

    private long count(int era) {
        return jdbc.sql("select count(*) from naive_keys_of where era = ?").param(era).query(Long.class).single();
    }
}
