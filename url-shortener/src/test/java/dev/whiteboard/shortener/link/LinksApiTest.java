package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class LinksApiTest {
    private TwoNodes nodes;
    private Shortener shortener;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
        shortener = nodes.one();
    }

    @Test
    void ownersPageThroughTheirLinksNewestFirst() {
        String token = shortener.token("usr_lister");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(nodes.get(i).shorten("https://example.org/" + i, token));
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = shortener.get("/api/v1/links?limit=3" + next, token).json();
            page.get("data").forEach(link -> listed.add(link.get("short_key").asString()));
            next = page.get("pagination").get("has_more").asBoolean()
                    ? "&cursor=" + page.get("pagination").get("next_cursor").asString()
                    : "";
        } while (!next.isEmpty());
        assertThat(listed).isEqualTo(made);
        assertThat(shortener.get("/api/v1/links", shortener.token("usr_nobody")).json().get("data")).isEmpty();
    }

    @Test
    void aCursorOfSomebodyElseOpensNothing() {
        String token = shortener.token("usr_two_links");
        shortener.shorten("https://example.org/1", token);
        shortener.shorten("https://example.org/2", token);
        String cursor = shortener.get("/api/v1/links?limit=1", token).json().get("pagination").get("next_cursor")
                .asString();
        assertThat(shortener.get("/api/v1/links?cursor=" + cursor, shortener.token("usr_thief")).code())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void somebodyElsesLinkIsNotThere() {
        String key = shortener.shorten("https://example.org/", shortener.token("usr_owner"));
        String stranger = shortener.token("usr_stranger");
        assertThat(shortener.get("/api/v1/links/" + key, stranger).status()).isEqualTo(404);
        assertThat(shortener.call("PATCH", "/api/v1/links/" + key, "{\"disabled\":true}", stranger).status())
                .isEqualTo(404);
        assertThat(shortener.call("DELETE", "/api/v1/links/" + key, "", stranger).status()).isEqualTo(404);
        assertThat(shortener.get("/api/v1/stats/" + key, stranger).status()).isEqualTo(404);
        assertThat(shortener.get("/api/v1/stats/" + key, null).status()).isEqualTo(404);
        assertThat(shortener.get("/api/v1/links/" + key, null).status()).isEqualTo(401);
        assertThat(shortener.follow(key).status()).isEqualTo(302);
    }

    @Test
    void anAnonymousLinkIsNobodysButItsFiguresAreEverybodys() {
        String key = shortener.shorten("https://example.org/", null);
        assertThat(shortener.call("DELETE", "/api/v1/links/" + key, "", shortener.token("usr_somebody")).status())
                .isEqualTo(404);
        assertThat(shortener.get("/api/v1/stats/" + key, null).status()).isEqualTo(200);
        assertThat(shortener.get("/admin/shortener/reconcile", shortener.token("usr_somebody")).status())
                .isEqualTo(403);
        assertThat(shortener.get("/admin/shortener/reconcile", null).status()).isEqualTo(401);
    }

    @Test
    void aChangeTouchesWhatItNamesAndNothingElse() {
        String token = shortener.token("usr_changer");
        String key = shortener.shorten("https://example.org/a", token);
        JsonNode before = shortener.get("/api/v1/links/" + key, token).json();
        JsonNode moved = shortener.call("PATCH", "/api/v1/links/" + key,
                "{\"long_url\":\"https://example.org/b\",\"redirect_type\":301}", token).json();
        assertThat(moved.get("long_url").asString()).isEqualTo("https://example.org/b");
        assertThat(moved.get("redirect_type").asInt()).isEqualTo(301);
        assertThat(moved.get("expires_at")).isEqualTo(before.get("expires_at"));
        assertThat(moved.get("version").asInt()).isEqualTo(2);
        assertThat(shortener.call("PATCH", "/api/v1/links/" + key, "{\"expires_at\":null}", token).json()
                .get("expires_at").isNull()).isTrue();
        Answer followed = shortener.follow(key);
        assertThat(followed.status()).isEqualTo(301);
        assertThat(followed.header("cache-control")).isEqualTo("private, max-age=3600");
        assertThat(shortener.call("PATCH", "/api/v1/links/" + key, "{\"disabled\":true}", token).status())
                .isEqualTo(200);
        assertThat(shortener.follow(key).code()).isEqualTo("GONE");
        assertThat(shortener.call("PATCH", "/api/v1/links/" + key, "{\"disabled\":false}", token).status())
                .isEqualTo(200);
        assertThat(shortener.follow(key).status()).isEqualTo(301);
        assertThat(shortener.call("PATCH", "/api/v1/links/" + key, "{\"long_url\":\"javascript:x\"}", token).status())
                .isEqualTo(422);
        assertThat(shortener.call("DELETE", "/api/v1/links/" + key, "", token).status()).isEqualTo(204);
        assertThat(shortener.follow(key).status()).isEqualTo(410);
        assertThat(shortener.get("/api/v1/links/" + key, token).status()).isEqualTo(404);
    }

    @Test
    void aDeletedAliasIsNeverGivenToAnotherAddress() {
        String token = shortener.token("usr_leaver");
        String body = "{\"long_url\":\"https://example.org/\",\"custom_alias\":\"once-only\"}";
        assertThat(shortener.post("/api/v1/shorten", body, token).status()).isEqualTo(201);
        assertThat(shortener.call("DELETE", "/api/v1/links/once-only", "", token).status()).isEqualTo(204);
        assertThat(shortener.post("/api/v1/shorten", body, token).code()).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void aChangeOfAnOutdatedVersionIsRefused() {
        String token = shortener.token("usr_careful");
        String key = shortener.shorten("https://example.org/a", token);
        String etag = shortener.get("/api/v1/links/" + key, token).header("etag");
        assertThat(shortener.change(key, "{\"disabled\":true}", etag, token).status()).isEqualTo(200);
        assertThat(shortener.change(key, "{\"disabled\":false}", etag, token).status()).isEqualTo(412);
        assertThat(shortener.change(key, "{\"disabled\":false}", "*", token).status()).isEqualTo(200);
    }

    @Test
    void theSameIdempotencyKeyIsTheSameLink() {
        String token = shortener.token("usr_retry");
        String body = "{\"long_url\":\"https://example.org/once\"}";
        Answer first = shortener.postOnce("/api/v1/shorten", body, "retry-1", token);
        Answer again = nodes.other().postOnce("/api/v1/shorten", body, "retry-1", token);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
    }
}
