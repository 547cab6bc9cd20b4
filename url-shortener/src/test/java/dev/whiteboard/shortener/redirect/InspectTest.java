package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Looking at a link without following it. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class InspectTest {
    private Shortener shortener;
    private String token;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        shortener = TwoNodes.on(environment, tokens).one();
        token = shortener.token("usr_inspected");
    }

    @Test
    void aPageShowsWhereALinkLeadsAndLeadsNowhereItself() {
        String key = make("{\"long_url\":\"https://example.org/?a=1&b='x'&c=\\\"><script>alert(1)</script>\"}");
        Answer page = shortener.follow(key + "+");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("location")).isEmpty();
        assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(page.header("x-robots-tag")).contains("noindex");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.body()).contains("https://example.org/?a=1&amp;b=&#39;x&#39;&amp;c=%22%3E%3Cscript%3E")
                .doesNotContain("<script").doesNotContain("http-equiv");
        assertThat(shortener.follow("HEAD", key + "+").body()).isEmpty();
        assertThat(shortener.follow(key + "+?x=1").status()).isEqualTo(200);
        assertThat(shortener.follow("POST", key + "+").status()).isEqualTo(405);
        assertThat(shortener.follow(key + "++").status()).isEqualTo(404);
        assertThat(shortener.follow("nothing-here+").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aProgramGetsTheSameAsJson() {
        String key = make("{\"long_url\":\"https://example.org/a\"}");
        JsonNode link = inspect(key);
        assertThat(link.get("short_url").asString()).isEqualTo("http://localhost:8080/" + key);
        assertThat(link.get("status").asString()).isEqualTo("active");
        assertThat(link.get("long_url").asString()).isEqualTo("https://example.org/a");
        assertThat(link.get("created_at").asString()).endsWith("Z");
        assertThat(link.get("password_protected").asBoolean()).isFalse();
    }

    @Test
    void whatIsNotForEverybodyIsNotShown() {
        String secret = make("{\"long_url\":\"https://example.org/hidden\",\"password\":\"sesame\"}");
        assertThat(inspect(secret).toString()).doesNotContain("example.org");
        assertThat(shortener.follow(secret + "+").body()).doesNotContain("example.org").contains("Password");
        String limited = make("{\"long_url\":\"https://example.org/hidden\",\"max_clicks\":1}");
        assertThat(inspect(limited).get("host").asString()).isEqualTo("example.org");
        assertThat(inspect(limited).toString() + shortener.follow(limited + "+").body()).doesNotContain("hidden");
        assertThat(shortener.follow(limited).status()).as("looking used nothing up").isEqualTo(302);
        assertThat(inspect(limited).get("status").asString()).isEqualTo("used_up");
    }

    @Test
    void aLinkThatLeadsNowhereSaysWhy() {
        String key = make("{\"long_url\":\"https://example.org/gone\"}");
        shortener.call("PATCH", "/api/v1/links/" + key, "{\"disabled\":true}", token);
        assertThat(inspect(key).get("status").asString()).isEqualTo("disabled");
        assertThat(shortener.follow(key + "+").body()).contains("disabled").doesNotContain("example.org");
        shortener.call("DELETE", "/api/v1/links/" + key, "", token);
        assertThat(shortener.follow(key + "+").code()).isEqualTo("GONE");
    }

    private JsonNode inspect(String key) {
        Answer answer = shortener.followWith(key + "+", "Accept", "application/json");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        return answer.json();
    }

    private String make(String body) {
        Answer made = shortener.post("/api/v1/shorten", body, token);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("short_key").asString();
    }
}
