package dev.whiteboard.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.journeys.Visitor.Answer;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer does, and what nobody should, through the gateway to the databases and back. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, durable = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformTest {
    private static final String PAGE = "https://example.org/a/very/long/page";

    private static Platform platform;
    private static Visitor visitor;
    private static Postgres postgres;
    private static Kafka kafka;

    @BeforeAll
    static void start(Postgres database, Redis redis, Kafka broker) {
        postgres = database;
        kafka = broker;
        platform = new Platform(database, redis, broker).start();
        visitor = new Visitor(platform.gateway.url());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void aNewcomerShortensALinkFollowsItAndSeesTheClick() {
        Answer made = visitor.post("/api/v1/shorten", "{\"long_url\":\"" + PAGE + "\"}");
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        String key = made.json().path("short_key").asString();
        assertThat(key).matches("[0-9A-Za-z]{7}");
        assertThat(made.json().path("short_url").asString()).isEqualTo(platform.gateway.url() + "/" + key);
        assertThat(visitor.redirects("/" + key, PAGE)).isTrue();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                visitor.get("/api/v1/stats/" + key).json().path("total_clicks").asInt()).isEqualTo(1));
    }

    @Test
    @Order(2)
    void anApiKeyOpensTheDoorUntilItIsRevoked() {
        Visitor reader = visitor.bearing(register("reader"));
        Answer created = reader.post("/api/v1/api-keys", "{\"name\":\"journey\",\"tier\":\"free\"}");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        Visitor keyed = visitor.with("X-Api-Key", created.json().path("api_key").asString());
        assertThat(keyed.get("/api/v1/users/me").status()).isEqualTo(200);
        assertThat(reader.delete("/api/v1/api-keys/" + created.json().path("id").asString()).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(
                () -> assertThat(keyed.get("/api/v1/users/me").status()).isEqualTo(401));
    }

    @Test
    @Order(3)
    void oneTraceRunsFromTheGatewayThroughTheServiceIntoKafka() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Answer answer = visitor.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .post("/api/v1/auth/register", account("traced"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.header("traceparent")).contains(trace);
        String user = answer.json().path("user").path("id").asString();
        assertThat(announcement(user)).contains(trace);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "POST | /api/v1/shorten | {\"long_url\": | 400",
        "POST | /api/v1/shorten | {\"long_url\":\"https://example.org\",\"colour\":\"red\"} | 400",
        "POST | /api/v1/shorten | {\"long_url\":7} | 400",
        "POST | /api/v1/shorten | {} | 400",
        "POST | /api/v1/shorten | {\"long_url\":\"javascript:alert(1)\"} | 422",
        "POST | /api/v1/shorten | {\"long_url\":\"https://example.org\",\"custom_alias\":\"../admin\"} | 422",
        "POST | /api/v1/shorten | {\"long_url\":\"https://example.org\",\"custom_alias\":\"admin\"} | 422",
        "POST | /api/v1/shorten | {\"long_url\":\"https://example.org\",\"expires_at\":\"2001-01-01\"} | 422",
        "POST | /api/v1/auth/login | {\"username\":\"nobody\",\"password\":\"not the password\"} | 401",
        "POST | /api/v1/auth/refresh | {\"refresh_token\":\"stolen\"} | 401",
        "PUT | /api/v1/shorten | {} | 405",
        "GET | /api/v1/nowhere | {} | 404",
        "GET | /internal/tokens | {} | 404",
        "GET | /admin/shortener/reconcile | {} | 401",
        "GET | /no-such-link | {} | 404"})
    @Order(4)
    void aWrongRequestIsAProblemWithACode(String method, String path, String body, int status) {
        Answer answer = visitor.send(method, path, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
    }

    @Test
    @Order(5)
    void aLinkToThePlatformItselfAnEndlessAliasAndTenMegabytesAreRefused() {
        assertProblem(422, visitor.post("/api/v1/shorten", "{\"long_url\":\"" + platform.gateway.url() + "/abcd\"}"));
        assertProblem(422, visitor.post("/api/v1/shorten",
                "{\"long_url\":\"https://example.org\",\"custom_alias\":\"" + "a".repeat(500) + "\"}"));
        assertProblem(413, visitor.post("/api/v1/shorten", "{\"long_url\":\"" + "a".repeat(10_000_000) + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users/me", "/api/v1/shorten", "/api/v1/stats/abcd"})
    @Order(6)
    void aBadTokenIsRefusedOnEveryRoute(String path) {
        TestTokens others = TestTokens.instance();
        for (String token : new String[]{others.expired("usr_1"), others.forged("usr_1"), others.algNone("usr_1"), "x",
            "a.b.c"}) {
            Answer answer = path.equals("/api/v1/shorten")
                    ? visitor.bearing(token).post(path, "{\"long_url\":\"" + PAGE + "\"}")
                    : visitor.bearing(token).get(path);
            assertProblem(401, answer);
        }
    }

    @Test
    @Order(7)
    void randomBytesOnAnyRouteAreNeverAServerError() {
        Random random = Seed.random("bytes");
        String[] paths = {"/api/v1/shorten", "/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/auth/refresh",
            "/api/v1/auth/logout", "/api/v1/users/me", "/api/v1/api-keys", "/api/v1/links", "/api/v1/stats/abcd",
            "/docs", "/", "/abcd", "/ws/x", "/admin/users", "/.well-known/jwks.json"};
        for (String path : paths) {
            for (String method : new String[]{"POST", "PUT", "PATCH"}) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                Answer answer = visitor.send(method, path, new String(bytes, StandardCharsets.ISO_8859_1));
                assertThat(answer.status()).as("%s %s: %s", method, path, answer).isBetween(400, 499);
                assertThat(answer.isProblem()).as("%s %s: %s", method, path, answer).isTrue();
            }
        }
    }

    @Test
    @Order(8)
    void whenIdentityIsDownLinksGoOnAndLoginsSayWhenToComeBack() {
        String key = visitor.post("/api/v1/shorten", "{\"long_url\":\"" + PAGE + "\"}").json().path("short_key")
                .asString();
        platform.identity.kill();
        Answer login = visitor.post("/api/v1/auth/login", "{\"username\":\"alice\",\"password\":\"whiteboard\"}");
        assertProblem(503, login);
        assertThat(login.header("Retry-After")).isNotEmpty();
        assertThat(visitor.redirects("/" + key, PAGE)).isTrue();
        assertThat(visitor.post("/api/v1/shorten", "{\"long_url\":\"" + PAGE + "\"}").status()).isEqualTo(201);
        platform.identity.start().awaitReady();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(visitor.post("/api/v1/auth/login",
                "{\"username\":\"alice\",\"password\":\"whiteboard\"}").status()).isEqualTo(200));
    }

    @Test
    @Order(9)
    void anAdministratorsRuleBindsEveryOtherClientWithinTwoSecondsUntilItIsRemoved() {
        String path = "/api/v1/users/me";
        Visitor reader = visitor.bearing(register("limited"));
        Visitor admin = visitor.bearing(visitor.post("/api/v1/auth/login",
                "{\"username\":\"admin\",\"password\":\"whiteboard\"}").json().path("access_token").asString());
        assertThat(reader.get(path).header("X-RateLimit-Limit")).isEqualTo("6000");
        Answer rule = admin.post("/admin/rate-rules", """
                {"client_type":"default","endpoint":"%s","key":"user","max_requests":2,"window_seconds":3600}"""
                .formatted(path));
        assertThat(rule.status()).as("%s", rule).isEqualTo(201);
        await().atMost(Duration.ofSeconds(2)).until(() -> reader.get(path).header("X-RateLimit-Limit").equals("2"));
        Answer refused = await().atMost(Duration.ofSeconds(2)).until(() -> reader.get(path),
                answer -> answer.status() == 429);
        assertProblem(429, refused);
        assertThat(refused.code()).isEqualTo("RATE_LIMITED");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(admin.get(path).status()).as("another user").isEqualTo(200);
        assertThat(admin.delete("/admin/rate-rules/" + rule.json().path("id").asString()).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(2)).until(() -> reader.get(path).status() == 200);
    }

    @Test
    @Order(10)
    @Promise("platform.acknowledged-links-survive-kill")
    void everyAcknowledgedLinkRedirectsAfterAnyProcessWasKilled() throws InterruptedException {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        var over = new AtomicBoolean();
        var makers = new Thread[4];
        for (int maker = 0; maker < makers.length; maker++) {
            int number = maker;
            makers[maker] = Thread.ofVirtual().start(() -> makeLinks(number, acknowledged, over));
        }
        for (PackedService victim : new PackedService[]{platform.shortener, platform.identity, platform.gateway}) {
            awaitMore(acknowledged);
            victim.kill();
            victim.start().awaitReady();
        }
        awaitMore(acknowledged);
        postgres.server().kill();
        postgres.server().start();
        awaitMore(acknowledged);
        over.set(true);
        for (Thread maker : makers) {
            maker.join();
        }
        assertThat(acknowledged).allSatisfy((key, target) -> assertThat(visitor.redirects("/" + key, target)).isTrue());
    }

    private static void makeLinks(int maker, Map<String, String> acknowledged, AtomicBoolean over) {
        for (int number = 0; !over.get(); number++) {
            String target = PAGE + "/" + maker + "/" + number;
            try {
                Answer answer = visitor.post("/api/v1/shorten", "{\"long_url\":\"" + target + "\"}");
                if (answer.status() == 201) {
                    acknowledged.put(answer.json().path("short_key").asString(), target);
                }
            } catch (Visitor.Unanswered inDoubt) {
                // Neither promised nor refused: nothing to hold the platform to.
                continue;
            }
        }
    }

    private static void awaitMore(Map<String, String> acknowledged) {
        int before = acknowledged.size();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= before + 20);
    }

    /** The trace context of the event that announced the user. */
    private static String announcement(String user) {
        try (var reader = kafka.reader("identity.users.v1")) {
            return await().atMost(Duration.ofSeconds(10)).until(() -> {
                for (var record : reader.poll(Duration.ofMillis(100))) {
                    if (user.equals(record.key())) {
                        return new String(record.headers().lastHeader("traceparent").value(),
                                StandardCharsets.US_ASCII);
                    }
                }
                return "";
            }, traceparent -> !traceparent.isEmpty());
        }
    }

    private static String register(String name) {
        Answer answer = visitor.post("/api/v1/auth/register", account(name));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("access_token").asString();
    }

    private static String account(String name) {
        return "{\"username\":\"" + name + "\",\"password\":\"a long Passphrase 7\",\"display_name\":\"Journey\"}";
    }

    private static void assertProblem(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
    }
}
