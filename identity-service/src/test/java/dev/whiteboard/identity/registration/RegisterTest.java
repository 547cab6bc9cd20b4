package dev.whiteboard.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class RegisterTest {
    @Autowired
    private Api api;

    @Test
    void aNewUserIsSignedInAtOnce() {
        String name = Api.freshName();

        var answer = api.post("/api/v1/auth/register", body(name));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var user = answer.json().path("user");
        assertThat(user.path("id").asString()).matches("usr_[0-9a-z]{13}");
        assertThat(user.path("username").asString()).isEqualTo(name);
        assertThat(user.path("display_name").asString()).isEqualTo("Ada");
        assertThat(user.path("created_at").asString()).endsWith("Z");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(900);
        assertThat(api.get("/api/v1/users/me", answer.text("access_token")).text("username")).isEqualTo(name);
        assertThat(api.refresh(answer.text("refresh_token")).status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("password", "argon2");
    }

    @Test
    void aNameThatDiffersOnlyInCaseIsTaken() {
        String name = Api.freshName();
        api.register(name);

        var answer = api.post("/api/v1/auth/register", body(name.toUpperCase()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("ALREADY_EXISTS");
        assertThat(api.post("/api/v1/auth/register", body("Administrator")).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"username,ab,VALIDATION_ERROR", "username,../admin,VALIDATION_ERROR",
        "display_name,'',VALIDATION_ERROR", "email,nobody,VALIDATION_ERROR", "password,short,WEAK_PASSWORD",
        "password,password123,WEAK_PASSWORD", "password,whiteboard,WEAK_PASSWORD"})
    void aBrokenRuleIsNamedWithItsField(String field, String value, String code) {
        Map<String, String> body = body(Api.freshName());
        body.put(field, value);

        var answer = api.post("/api/v1/auth/register", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("error").path("field").asString()).isEqualTo(field);
        assertThat(answer.headers().firstValue("content-type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/problem+json"));
    }

    private static Map<String, String> body(String name) {
        return new HashMap<>(Map.of("username", name, "password", "correct horse", "display_name", "Ada", "email",
                "ada@example.org"));
    }
}
