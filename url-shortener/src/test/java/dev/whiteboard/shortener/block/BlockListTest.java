package dev.whiteboard.shortener.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Hosts that links must not lead to. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BlockListTest {
    private static final String BLOCKS = "/admin/shortener/blocks";

    private TwoNodes nodes;
    private String admin;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
        admin = nodes.one().admin();
    }

    @Test
    @Promise("shortener.blocks-are-seen")
    void aBusyLinkToABlockedHostLeadsNowhereWithinASecondOnAnyNode() throws InterruptedException {
        String key = nodes.one().shorten("https://www.evil.example:8443/x", null);
        String other = nodes.one().shorten("https://notevil.example/", null);
        var blockedAt = new AtomicLong();
        var lastRedirect = new AtomicLong();
        var stop = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        for (Shortener node : List.of(nodes.one(), nodes.other())) {
            assertThat(node.follow(key).status()).isEqualTo(302);
            clients.add(Thread.startVirtualThread(() -> {
                while (!stop.get()) {
                    long asked = System.nanoTime();
                    if (node.follow(key).status() == 302 && blockedAt.get() > 0 && asked > blockedAt.get()) {
                        lastRedirect.accumulateAndGet(asked, Math::max);
                    }
                }
            }));
        }
        assertThat(block("EVIL.example.").status()).isEqualTo(201);
        blockedAt.set(System.nanoTime());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> nodes.one().follow(key).status() == 410 && nodes.other().follow(key).status() == 410);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        stop.set(true);
        for (Thread client : clients) {
            client.join();
        }
        assertThat(Duration.ofNanos(Math.max(0, lastRedirect.get() - blockedAt.get())))
                .isLessThan(Duration.ofSeconds(1));
        assertThat(nodes.other().follow(other).status()).isEqualTo(302);
        assertThat(nodes.other().followWith(key + "+", "Accept", "application/json").json().get("status").asString())
                .isEqualTo("blocked");
        assertThat(nodes.other().follow(key + "+").body()).doesNotContain("8443");
        assertThat(nodes.one().call("DELETE", BLOCKS + "/evil.example", "", admin).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(2))
                .until(() -> nodes.one().follow(key).status() == 302 && nodes.other().follow(key).status() == 302);
    }

    @ParameterizedTest
    @CsvSource({"https://bad.test/x", "https://A.B.Bad.test./", "http://bad。test:81/", "https://xn--bd-via.test/",
        "https://bäd.test/", "http://203.0.113.9/x", "http://[2001:db8:0::66]/"})
    void noLinkIsMadeThereHoweverItIsSpelled(String url) {
        List.of("bad.test", "bäd.test", "203.0.113.9", "[2001:db8::66]").forEach(this::block);
        String body = "{\"long_url\":\"" + url + "\"}";
        await().atMost(Duration.ofSeconds(1))
                .until(() -> nodes.other().post("/api/v1/shorten", body, null).status() == 422);
        Answer answer = nodes.one().post("/api/v1/shorten", body, null);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").get("field").asString()).isEqualTo("long_url");
        String token = nodes.one().token("usr_blocked");
        String key = nodes.one().shorten("https://notbad.test/", token);
        assertThat(nodes.one().call("PATCH", "/api/v1/links/" + key, body, token).status()).isEqualTo(422);
        assertThat(nodes.one().shorten("http://1.203.0.113.9.example/", null)).isNotEmpty();
    }

    @Test
    void aProtectedLinkThereOpensForNobody() {
        String key = nodes.one().post("/api/v1/shorten",
                "{\"long_url\":\"https://worse.test/\",\"password\":\"sesame\"}", null).json().get("short_key")
                .asString();
        block("worse.test");
        Answer answer = nodes.one().post("/api/v1/links/" + key + "/unlock", "{\"password\":\"sesame\"}",
                null);
        assertThat(answer.status()).isEqualTo(410);
    }

    @Test
    void administratorsAndNobodyElseKeepTheList() {
        String user = nodes.one().token("usr_somebody");
        for (String method : List.of("GET", "POST")) {
            assertThat(nodes.one().call(method, BLOCKS, "{\"host\":\"x.test\"}", null).status()).isEqualTo(401);
            assertThat(nodes.one().call(method, BLOCKS, "{\"host\":\"x.test\"}", user).status()).isEqualTo(403);
        }
        assertThat(nodes.one().call("DELETE", BLOCKS + "/x.test", "", user).status()).isEqualTo(403);
        for (int i = 0; i < 5; i++) {
            assertThat(block("list" + i + ".test").status()).isEqualTo(201);
        }
        assertThat(block("LIST1.test").code()).isEqualTo("ALREADY_EXISTS");
        List<String> hosts = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = nodes.other().get(BLOCKS + "?limit=2" + next, admin).json();
            page.get("data").forEach(block -> hosts.add(block.get("host").asString()));
            next = page.get("pagination").get("has_more").asBoolean()
                    ? "&cursor=" + page.get("pagination").get("next_cursor").asString()
                    : "";
        } while (!next.isEmpty());
        assertThat(hosts).contains("list0.test", "list1.test", "list4.test").isSorted().doesNotHaveDuplicates();
        assertThat(nodes.one().call("DELETE", BLOCKS + "/list1.test", "", admin).status()).isEqualTo(204);
        assertThat(nodes.one().call("DELETE", BLOCKS + "/list1.test", "", admin).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|MISSING_FIELD", "{\"host\":7}|WRONG_TYPE",
        "{\"host\":\"\"}|VALIDATION_ERROR",
        "{\"host\":\"com\"}|VALIDATION_ERROR", "{\"host\":\"https://x.test\"}|VALIDATION_ERROR",
        "{\"host\":\"x.test/path\"}|VALIDATION_ERROR", "{\"host\":\"0x7f.1\"}|VALIDATION_ERROR",
        "{\"host\":\"*.x.test\"}|VALIDATION_ERROR", "{\"host\":\"x.test\",\"more\":1}|UNKNOWN_FIELD",
        "{\"host\":\"x..test\"}|VALIDATION_ERROR"})
    @Promise("shortener.bad-input")
    void whatIsNoHostIsNotBlocked(String body, String code) {
        assertThat(nodes.one().post(BLOCKS, body, admin).code()).isEqualTo(code);
    }

    private Answer block(String host) {
        return nodes.one().post(BLOCKS, "{\"host\":\"" + host + "\",\"reason\":\"a test\"}", admin);
    }
}
