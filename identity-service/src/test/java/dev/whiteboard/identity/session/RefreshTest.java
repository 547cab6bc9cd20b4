package dev.whiteboard.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Promise;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentityTest
class RefreshTest {
    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private SessionCleaning cleaning;

    @Test
    void aTokenIsExchangedForANewPair() {
        var user = api.register();

        var answer = api.refresh(user.refreshToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("refresh_token")).isNotEqualTo(user.refreshToken());
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(api.get("/api/v1/users/me", answer.text("access_token")).text("id")).isEqualTo(user.id());
        assertThat(api.refresh(answer.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    @Promise("identity.refresh-grace")
    void whoLostTheAnswerGetsTheSameSuccessorAgain() {
        var user = api.register();
        String successor = api.refresh(user.refreshToken()).text("refresh_token");

        for (int i = 0; i < 3; i++) {
            assertThat(api.refresh(user.refreshToken()).text("refresh_token")).isEqualTo(successor);
        }
        assertThat(api.refresh(successor).status()).isEqualTo(200);
    }

    @Test
    @Promise("identity.refresh-reuse-kills-family")
    void aTokenThatComesBackAfterTheGraceEndsItsFamily() {
        var user = api.register();
        String other = api.login(user.username(), "correct horse").text("refresh_token");
        String head = api.refresh(user.refreshToken()).text("refresh_token");
        age(31);

        var stolen = api.refresh(user.refreshToken());

        assertThat(stolen.status()).isEqualTo(401);
        assertThat(stolen.code()).isEqualTo("INVALID_TOKEN");
        assertThat(api.refresh(head).status()).as("the thief's or the victim's newest token").isEqualTo(401);
        assertThat(api.refresh(other).status()).as("another device").isEqualTo(200);
    }

    @Test
    void theSuccessorIsForgottenOnceTheGraceIsOver() {
        var user = api.register();
        api.refresh(user.refreshToken());
        assertThat(sealed()).isPositive();

        age(31);
        cleaning.forgetSuccessors();

        assertThat(sealed()).isZero();
    }

    @Test
    void anExpiredOrInventedTokenIsRefused() {
        var user = api.register();
        jdbc.sql("update refresh_tokens set expires_at = wb_now() where hash = ?")
                .param(RefreshToken.parse(user.refreshToken()).orElseThrow().hash())
                .update();

        assertThat(api.refresh(user.refreshToken()).status()).isEqualTo(401);
        assertThat(api.refresh("wbr_" + "A".repeat(43)).status()).isEqualTo(401);
        assertThat(api.refresh("").status()).isEqualTo(401);
    }

    @Test
    void whatExpiredIsForgottenADayLater() {
        var user = api.register();
        String head = api.refresh(user.refreshToken()).text("refresh_token");
        jdbc.sql("update refresh_tokens set expires_at = expires_at - interval '32 days' where rotated_at is not null")
                .update();

        cleaning.forgetTokens();
        cleaning.forgetFamilies();

        assertThat(api.refresh(user.refreshToken()).status()).isEqualTo(401);
        assertThat(api.refresh(head).status()).as("the family lives on").isEqualTo(200);
    }

    @Test
    void loggingOutEndsTheFamilyAndDoingSoTwiceIsNoMistake() {
        var user = api.register();
        String head = api.refresh(user.refreshToken()).text("refresh_token");

        assertThat(logout(user.refreshToken(), user.accessToken())).isEqualTo(204);
        assertThat(api.refresh(head).status()).isEqualTo(401);
        assertThat(logout(head, user.accessToken())).isEqualTo(204);
    }

    @Test
    void nobodyLogsSomebodyElseOut() {
        var user = api.register();
        var other = api.register();

        assertThat(logout(user.refreshToken(), other.accessToken())).isEqualTo(403);
        assertThat(api.post("/api/v1/auth/logout", Map.of("refresh_token", user.refreshToken())).status())
                .isEqualTo(401);
        assertThat(api.refresh(user.refreshToken()).status()).isEqualTo(200);
    }

    private int logout(String refreshToken, String accessToken) {
        return api.post("/api/v1/auth/logout", Map.of("refresh_token", refreshToken), accessToken).status();
    }

    private void age(int seconds) {
        jdbc.sql("update refresh_tokens set rotated_at = rotated_at - ? * interval '1 s'").param(seconds).update();
    }

    private long sealed() {
        return jdbc.sql("select count(*) from refresh_tokens where successor_sealed is not null").query(Long.class)
                .single();
    }
}
