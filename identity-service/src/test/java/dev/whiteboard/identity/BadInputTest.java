package dev.whiteboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class BadInputTest {
    /** A route that takes a body, with a body that is good. */
    record Route(String method, String path, String body, boolean admin) {}

    private static final List<Route> ROUTES = List.of(
            new Route("POST", "/api/v1/auth/register",
                    "{\"username\":\"%s\",\"password\":\"correct horse\",\"display_name\":\"Ada\"}", false),
            new Route("POST", "/api/v1/auth/login", "{\"username\":\"%s\",\"password\":\"correct horse\"}", false),
            new Route("POST", "/api/v1/auth/refresh", "{\"refresh_token\":\"%s\"}", false),
            new Route("POST", "/api/v1/auth/logout", "{\"refresh_token\":\"%s\"}", false),
            new Route("POST", "/api/v1/auth/email/confirm", "{\"token\":\"%s\"}", false),
            new Route("PATCH", "/api/v1/users/me", "{\"display_name\":\"%s\"}", false),
            new Route("POST", "/api/v1/api-keys", "{\"name\":\"%s\",\"tier\":\"free\"}", false),
            new Route("PATCH", "/admin/users/usr_0000000000001", "{\"disabled\":true}", true));

    private static final List<String> NO_BODY = List.of("", " ", "{", "[]", "null", "true", "7", "\"text\"", "{\"a\"",
            "{\"a\":}", "{} {}", "\0", "{\"unknown_field\":1}", "<xml/>", "{\"username\":", "{'a':1}",
            "{\"__proto__\":{}}", "[".repeat(10_000), "{\"a\":".repeat(10_000));

    private static final List<String> ODD_TEXTS = List.of("", " ", "x".repeat(10_000), "😀".repeat(100), "\\u0000",
            "\\ud800", "'; drop table users; --", "\\\" or 1=1 --", "${jndi:ldap://x}", "../../etc/passwd",
            "%00", "<script>alert(1)</script>", "\\u202e\\u200b", "-1", "NaN", "a\\nb");

    private static final List<String> WRONG_TYPES = List.of("7", "7.5", "true", "null", "[]", "{}", "[\"a\"]");

    @Autowired
    private Api api;
    private String user;
    private String admin;

    @BeforeEach
    void signIn() {
        user = "Bearer " + api.register().accessToken();
        admin = "Bearer " + api.tokenOf("admin");
    }

    static Stream<Route> routes() {
        return ROUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whatIsNoBodyIsRefused(Route route) {
        for (String body : NO_BODY) {
            refused(route, body);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aFieldOfTheWrongTypeIsRefused(Route route) {
        for (String value : WRONG_TYPES) {
            String body = route.body().contains("%s")
                    ? route.body().replace("\"%s\"", value)
                    : route.body().replace("true", value.equals("true") ? "\"true\"" : value);
            if (!(route.method().equals("PATCH") && value.equals("null") && !route.admin())) {
                refused(route, body);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    @Promise("identity.bad-input-is-4xx")
    void oddTextsNeverBreakAnything(Route route) {
        for (String text : ODD_TEXTS) {
            answered(route, route.body().replace("%s", text));
        }
        for (String field : List.of("password", "display_name", "name", "tier", "username")) {
            for (String text : ODD_TEXTS) {
                answered(route, route.body().replace("%s", Api.freshName())
                        .replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\""
                                + java.util.regex.Matcher.quoteReplacement(text) + "\""));
            }
        }
    }

    @Test
    void randomBytesNeverBreakAnything() {
        Random random = Seed.random("bytes for identity");
        for (int i = 0; i < Scale.rounds(500); i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            for (Route route : ROUTES) {
                refused(route, new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void oddPathsAndQueriesNeverBreakAnything() {
        for (String text : List.of("", "x", "usr_", "usr_zzzzzzzzzzzzz", "usr_8000000000000", "\0", "😀", "a/b", "a;b",
                "..", "%", "' or 1=1", "x".repeat(3_000))) {
            String part = URLEncoder.encode(text, StandardCharsets.UTF_8);
            for (String path : List.of("/api/v1/users/" + part, "/api/v1/users?username=" + part,
                    "/api/v1/users?ids=" + part, "/api/v1/users?ids=" + part + "&username=" + part,
                    "/admin/users?cursor=" + part, "/admin/users?limit=" + part)) {
                harmless(path, api.send("GET", path, null, admin));
            }
            harmless(part, api.send("DELETE", "/api/v1/api-keys/" + part, null, user));
        }
        assertThat(api.send("DELETE", "/api/v1/users/me", null, user).status()).isEqualTo(405);
        assertThat(api.send("GET", "/api/v1/nothing", null, user).status()).isEqualTo(404);
        assertThat(api.send("GET", "/api/v1/nothing", null, null).status()).isEqualTo(401);
    }

    private void refused(Route route, String body) {
        var answer = send(route, body);
        assertThat(answer.status()).as("%s %s", route.path(), shortened(body)).isBetween(400, 499);
        problem(answer);
    }

    private void answered(Route route, String body) {
        harmless(shortened(body), send(route, body));
    }

    private static void harmless(String what, Answer answer) {
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isBetween(200, 499);
        if (answer.status() >= 400) {
            problem(answer);
        }
    }

    private static void problem(Answer answer) {
        assertThat(answer.code()).as(answer.body()).matches("[A-Z_]+");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "dev.whiteboard", "select ", "insert ");
    }

    private Answer send(Route route, String body) {
        boolean open = route.path().startsWith("/api/v1/auth") && !route.path().endsWith("logout");
        return api.send(route.method(), route.path(), body, open ? null : route.admin() ? admin : user);
    }

    private static String shortened(String body) {
        return body.length() > 120 ? body.substring(0, 120) + "…" : body;
    }
}
