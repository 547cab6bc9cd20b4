package dev.whiteboard.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@IdentityTest
class LoginTest {
    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;

    @Test
    void theRightPasswordGivesATokenPairWhateverTheCaseOfTheName() {
        var user = api.register();

        var answer = api.login(user.username().toUpperCase(), "correct horse");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("access_token", "refresh_token",
                "token_type", "expires_in");
        assertThat(api.get("/api/v1/users/me", answer.text("access_token")).text("id")).isEqualTo(user.id());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() {
        var wrong = api.login(api.register().username(), "wrong horse");
        var unknown = api.login(Api.freshName(), "wrong horse");
        var impossible = api.login("no name at all", "wrong horse");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(unknown.json().path("error")).isEqualTo(wrong.json().path("error"));
        assertThat(impossible.json().path("error")).isEqualTo(wrong.json().path("error"));
    }

    @Test
    void aHashMadeAtAnotherPriceIsReplacedAtLogin() {
        var user = api.register();
        var cheap = new Argon2PasswordEncoder(16, 32, 1, 32, 1);
        jdbc.sql("update users set password_hash = ? where username = ?")
                .params(cheap.encode("correct horse"), user.username())
                .update();

        assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(200);

        assertThat(hashOf(user.username())).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(200);
    }

    @Test
    void demoUsersCanLogIn() {
        for (String name : new String[]{"alice", "bob", "carol", "dave", "admin"}) {
            assertThat(api.login(name, "whiteboard").status()).as(name).isEqualTo(200);
        }
    }

    private String hashOf(String username) {
        return jdbc.sql("select password_hash from users where username = ?").param(username).query(String.class)
                .single();
    }
}
