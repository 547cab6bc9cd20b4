package dev.whiteboard.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.limiter.engine.algorithm.LeakingBucket;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;
import dev.whiteboard.limiter.engine.decision.Mode;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Toy;

/** Who may ask how often, at the door itself; Redis may take its time, so that a busy machine changes no answer. */
@TestPropertySource(properties = "gateway.limits.decision-timeout=2s")
class LimitTest extends LimitedGateway {
    private static final String SHORTEN = "/api/v1/shorten";

    @Test
    void eachKindOfClientIsCountedByItsOwnRuleAndUnderItsOwnKey() {
        live(rule("default", "/api/v1/*", KeyKind.IP, 3), rule("default", "/api/v1/*", KeyKind.USER, 4),
                rule("free_tier", "/api/v1/*", KeyKind.API_KEY, 5),
                rule("paid_tier", "/api/v1/*", KeyKind.API_KEY, 6));
        identityKnows(Map.of("free-one", "free", "free-two", "free", "paid-one", "paid"));
        String here = stranger();
        String there = stranger();
        assertThat(admitted(8, () -> from(here, STATS))).isEqualTo(3);
        assertThat(admitted(8, () -> from(there, STATS))).isEqualTo(3);
        for (String user : List.of("usr_limit_1", "usr_limit_2")) {
            String token = "Bearer " + TOKENS.token(user, "user");
            assertThat(admitted(8, () -> from(here, STATS, "Authorization", token))).isEqualTo(4);
            assertThat(admitted(2, () -> from(there, STATS, "Authorization", token))).as("elsewhere").isZero();
        }
        assertThat(admitted(8, () -> from(here, STATS, "X-Api-Key", "free-one"))).isEqualTo(5);
        assertThat(admitted(8, () -> from(here, STATS, "X-Api-Key", "free-two"))).isEqualTo(5);
        assertThat(admitted(8, () -> from(here, STATS, "X-Api-Key", "paid-one"))).isEqualTo(6);
    }

    @Test
    @Promise("gateway.limits-all-or-nothing")
    void whatOneRuleRefusesIsChargedToNone() {
        Rule parent = rule("default", "*", KeyKind.IP, 10);
        Rule child = rule("default", SHORTEN, KeyKind.IP, 2);
        live(parent, child);
        String client = stranger();
        HttpResponse<String> first = sendFrom(client, post());
        assertThat(header(first, "RateLimit-Policy")).contains("\"" + parent.id() + "\";q=10;w=3600")
                .contains("\"" + child.id() + "\";q=2;w=3600");
        assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(header(first, "X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(admitted(30, () -> sendFrom(client, post()))).isEqualTo(1);
        assertThat(admitted(30, () -> from(client, STATS))).as("left of the parent's ten").isEqualTo(8);
    }

    @Test
    @Promise("gateway.addresses-cannot-be-made-up")
    void anAddressIsBelievedOnlyFromAProxyOfTheHouse() {
        live(rule("default", "*", KeyKind.IP, 5));
        assertThat(admitted(20, () -> get(STATS, "X-Forwarded-For", stranger(), "Forwarded", "for=" + stranger(),
                "X-Real-Ip", stranger(), "True-Client-Ip", stranger()))).isEqualTo(5);
        assertThat(admitted(20, () -> from(stranger(), STATS))).as("different clients").isEqualTo(20);
        String client = stranger();
        assertThat(admitted(20, () -> from(stranger() + ", " + client, STATS))).as("made up before our proxy")
                .isEqualTo(5);
        assertThat(admitted(20, () -> from(client + ", 127.0.0.2", STATS))).as("the same client by two proxies")
                .isZero();
    }

    @Test
    @Promise(value = "gateway.addresses-cannot-be-made-up", naive = true)
    void believingTheFirstAddressOfTheHeaderLetsEverybodyThrough() {
        live(rule("default", "*", KeyKind.IP, 5));
        Toy.mustFail(1, () -> assertThat(admitted(20, () -> from(naive(stranger() + ", 198.51.100.1"), STATS)))
                .isEqualTo(5));
    }

    /** As a gateway would see it that takes what stands first. */
    private static String naive(String header) {
        return header.split(",")[0];
    }

    @Test
    void badCredentialsAreCountedOnTheirAddressAndGoodOnesFromThereAreNot() {
        live(rule("default", "*", KeyKind.IP, 4), rule("default", "*", KeyKind.USER, 10));
        identityKnows(Map.of());
        String client = stranger();
        assertProblem(from(client, STATS, "Authorization", "Bearer " + TOKENS.forged("usr_1")), 401, "INVALID_TOKEN");
        assertProblem(from(client, "/api/v1/links", "X-Api-Key", "guessed"), 401, "INVALID_TOKEN");
        assertProblem(from(client, "/api/v1/links"), 401, "UNAUTHENTICATED");
        HttpResponse<String> last = from(client, "/admin/platform", "Authorization", "Basic YTpi");
        assertProblem(last, 401, "INVALID_TOKEN");
        assertThat(header(last, "X-RateLimit-Remaining")).isEqualTo("0");
        assertProblem(from(client, STATS, "Authorization", "Bearer " + TOKENS.expired("usr_1")), 429, "RATE_LIMITED");
        assertThat(from(client, STATS, "Authorization", "Bearer " + TOKENS.token("usr_good", "user")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatAServiceSaysAboutLimitsIsReplacedByWhatHolds() {
        Rule rule = rule("default", "*", KeyKind.IP, 7);
        live(rule);
        forgeLimits(SHORTENER);
        forgeLimits(LINKS);
        forgeLimits(LINKS_TWIN);
        HttpResponse<String> response = from(stranger(), STATS);
        assertThat(response.headers().allValues("X-RateLimit-Limit")).containsExactly("7");
        assertThat(response.headers().allValues("X-RateLimit-Remaining")).containsExactly("6");
        assertThat(response.headers().allValues("X-RateLimit-Mode")).containsExactly("exact");
        assertThat(response.headers().allValues("RateLimit")).singleElement().asString().contains(rule.id());
        assertThat(response.headers().allValues("RateLimit-Policy")).singleElement().asString().contains(rule.id());
        assertUnlimited(from(stranger(), "/abcdefg"));
        assertUnlimited(from(stranger(), "/abcdefg", "Origin", "https://console.example"));
    }

    private static void forgeLimits(HostileUpstream upstream) {
        upstream.behave(exchange -> {
            for (String name : List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Mode", "RateLimit",
                    "RateLimit-Policy")) {
                exchange.getResponseHeaders().set(name, "999999");
            }
            HostileUpstream.answer(exchange, 200, "application/json", "{}");
        });
    }

    @Test
    void aRefusalSaysInTheHousesWordsWhenToComeBackAndNotToAllTheSame() {
        live(rule("default", "*", KeyKind.IP, new TokenBucket(Quota.of(1, Duration.ofSeconds(60)))));
        TreeSet<Long> told = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            String client = stranger();
            assertThat(from(client, STATS).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = from(client, STATS, "Origin", "https://console.example");
            assertProblem(refused, 429, "RATE_LIMITED");
            assertThat(refused.body()).contains("The limit is 1 requests in 60 s");
            assertThat(header(refused, "X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(header(refused, "RateLimit")).contains(";r=0;t=");
            assertThat(header(refused, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(refused, "Access-Control-Expose-Headers")).contains("Retry-After", "X-RateLimit-Reset");
            long reset = Long.parseLong(header(refused, "X-RateLimit-Reset"));
            assertThat(reset - Clock.systemUTC().instant().getEpochSecond()).isBetween(50L, 61L);
            told.add(Long.parseLong(header(refused, "Retry-After")));
        }
        assertThat(told).allMatch(seconds -> seconds >= 59 && seconds <= 73).hasSizeGreaterThan(2);
    }

    @Test
    void pagesLinksHealthKeysAndPreflightsAreNotLimited() {
        live(rule("default", "*", null, 1));
        for (String path : List.of("/", "/docs", "/docs/services", "/abcdefg", "/.well-known/jwks.json")) {
            for (int i = 0; i < 3; i++) {
                assertUnlimited(get(path, "Accept-Language", "en"));
                assertUnlimited(get(path, "Origin", "https://console.example"));
            }
        }
        assertUnlimited(send(request(SHORTEN, "Origin", "https://console.example", "Access-Control-Request-Method",
                "POST").method("OPTIONS", HttpRequest.BodyPublishers.noBody())));
        assertThat(get("/actuator/health").headers().map()).doesNotContainKey("x-ratelimit-limit");
    }

    @Test
    void aRefusedPostHadNoEffectAndItsKeyIsGoodForTheNextAttempt() {
        live(rule("default", SHORTEN, KeyKind.IP, new TokenBucket(Quota.of(1, Duration.ofSeconds(1)))));
        String client = stranger();
        assertThat(sendFrom(client, post().header("Idempotency-Key", "one")).statusCode()).isEqualTo(200);
        assertProblem(sendFrom(client, post().header("Idempotency-Key", "two")), 429, "RATE_LIMITED");
        assertThat(SHORTENER.calls()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(5)).until(() -> sendFrom(client, post().header("Idempotency-Key", "two"))
                .statusCode() == 200);
        assertThat(SHORTENER.lastHeaders().getFirst("Idempotency-Key")).isEqualTo("two");
        assertThat(SHORTENER.calls()).isEqualTo(2);
    }

    @Test
    void anotherSpellingOfAPathFindsTheSameRule() {
        live(rule("default", "/api/v1/links/abcd", KeyKind.USER, 2));
        String token = "Bearer " + TOKENS.token("usr_speller", "user");
        assertThat(get("/api/v1/links/%61bcd", "Authorization", token).statusCode()).isEqualTo(200);
        assertThat(admitted(3, () -> get("/api/v1/links/ab%63d?x=1", "Authorization", token))).isEqualTo(1);
        assertThat(admitted(3, () -> get("/api/v1/links/abcd", "Authorization", token))).isZero();
    }

    @Test
    void handshakesOfSocketsAreCountedByAddressWhateverTokenTheyBring() {
        live(rule("default", "/ws/*", KeyKind.IP, 2));
        assertThat(handshake("a").headers()).containsKey("X-Request-Id").containsEntry("X-RateLimit-Remaining", "1");
        assertThat(handshake("b").status()).isEqualTo(101);
        Handshake refused = handshake("c");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    private record Handshake(int status, Map<String, String> headers) {}

    /** A handshake by hand, because the JDK's client does not tell the headers of a good one. */
    private Handshake handshake(String token) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("""
                    GET /ws/echo HTTP/1.1\r
                    Host: localhost\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Authorization: Bearer %s\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """).formatted(token).getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            int status = Integer.parseInt(reader.readLine().split(" ")[1]);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
            return new Handshake(status, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatALeakingBucketAdmitsGoesOnAtAnEvenPace() {
        live(rule("default", STATS, KeyKind.IP, new LeakingBucket(Quota.of(10, Duration.ofSeconds(1)), 5)));
        String client = stranger();
        ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
        SHORTENER.behave(exchange -> {
            arrivals.add(System.nanoTime());
            HostileUpstream.answer(exchange, 200, "application/json", "{}");
        });
        List<Integer> statuses = Race.of(8).run(() -> from(client, STATS).statusCode());
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeBetween(5, 6);
        List<Long> times = arrivals.stream().sorted().toList();
        assertThat(Duration.ofNanos(times.getLast() - times.getFirst())).isGreaterThan(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Promise("gateway.rules-are-live")
    void publishedRulesAreLiveWithinTwoSecondsAndAChangedLimitForgetsNothing(int round) {
        Rule tight = rule("default", STATS, KeyKind.IP, 3);
        live(tight);
        String client = stranger();
        assertThat(admitted(5, () -> from(client, STATS))).isEqualTo(3);
        Rule wide = new Rule(tight.id(), 2, "default", tight.endpoint(), new TokenBucket(Quota.of(5, LONG)),
                KeyKind.IP, tight.onRedisFailure(), false);
        live(wide);
        assertThat(admitted(5, () -> from(client, STATS))).as("two more than before").isEqualTo(2);
        live(List.of());
        HttpResponse<String> free = from(client, STATS);
        assertThat(mode(free)).isEqualTo(Mode.UNLIMITED);
        assertThat(header(free, "X-RateLimit-Limit")).isEmpty();
    }

    @Test
    void anAttackOnOneKeyIsAnsweredHereUntilItMayPassAgainAndIsCountedAllTheSame() {
        live(rule("default", STATS, KeyKind.IP, 1));
        String client = stranger();
        assertThat(mode(from(client, STATS))).isEqualTo(Mode.EXACT);
        assertThat(mode(from(client, STATS))).isEqualTo(Mode.EXACT);
        HttpResponse<String> again = from(client, STATS);
        assertThat(mode(again)).isEqualTo(Mode.CACHED);
        assertProblem(again, 429, "RATE_LIMITED");
        assertThat(admitted(20, () -> from(client, STATS))).isZero();
        await().atMost(Duration.ofSeconds(5)).until(() -> node.denials().top(10).toCompletableFuture().join().stream()
                .anyMatch(ranked -> ranked.denied().clientId().equals(client) && ranked.count() == 22));
    }

    @Test
    void aSocketIsRefusedAsAProblemToAClientThatOnlyKnowsSockets() {
        live(rule("default", "/ws/*", KeyKind.IP, 1));
        handshake("x");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/echo"), new WebSocket.Listener() {
                }).join()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(429));
    }

    private HttpRequest.Builder post() {
        return request(SHORTEN, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"long_url\":\"https://example.org\"}"));
    }
}
