package dev.whiteboard.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.whiteboard.gateway.route.Access;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.HouseRoutes;
import dev.whiteboard.gateway.route.RouteTable;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A real gateway in front of hostile upstreams; all classes that extend it share one. */
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Servers(value = ServerKind.REDIS, shared = true)
@Import(RunningGateway.TestRoutes.class)
public abstract class RunningGateway {
    protected static final HostileUpstream IDENTITY = HostileUpstream.start();
    protected static final HostileUpstream SHORTENER = HostileUpstream.start();
    protected static final HostileUpstream LIMITER = HostileUpstream.start();
    protected static final HostileUpstream CHAT = HostileUpstream.start();
    protected static final HostileUpstream FEED = HostileUpstream.start();
    protected static final HostileUpstream STORAGE = HostileUpstream.start();
    protected static final HostileUpstream COMMERCE = HostileUpstream.start();
    protected static final HostileUpstream RIDES = HostileUpstream.start();
    protected static final HostileUpstream BILLING = HostileUpstream.start();
    protected static final HostileUpstream VIDEO = HostileUpstream.start();
    protected static final HostileUpstream LINKS = HostileUpstream.start();
    protected static final HostileUpstream LINKS_TWIN = HostileUpstream.start();
    protected static final HostileUpstream FIRST = HostileUpstream.start();
    protected static final HostileUpstream SECOND = HostileUpstream.start();
    protected static final HostileUpstream LONELY = HostileUpstream.start();
    protected static final SocketUpstream SOCKETS = SocketUpstream.start();
    protected static final TestTokens TOKENS = TestTokens.instance();
    protected static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final int PLACES = 32;

    @Autowired
    protected LimiterNode node;

    @LocalServerPort
    protected int port;

    /** Rows that only tests have: an upstream with two replicas, one with a single one, and sockets. */
    @TestConfiguration
    static class TestRoutes {
        @Bean
        RouteTable routeTable() {
            return HouseRoutes.table().preceded(List.of( //
                    EdgeRoute.of("pair", Access.PUBLIC, "/test/pair/**", "GET", "POST", "PUT", "DELETE")
                            .timeout(Duration.ofSeconds(2)),
                    EdgeRoute.of("lonely", Access.PUBLIC, "/test/lonely/**", "GET", "POST")
                            .timeout(Duration.ofMillis(500)),
                    EdgeRoute.of("sockets", Access.UNCHECKED, "/ws/**", "GET").open()));
        }
    }

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry registry) {
        Map.ofEntries(Map.entry("identity-service", IDENTITY.url()), Map.entry("url-shortener", SHORTENER.url()),
                Map.entry("short-links", LINKS.url() + "," + LINKS_TWIN.url()),
                Map.entry("rate-limiter", LIMITER.url()), Map.entry("chat-service", CHAT.url()),
                Map.entry("feed-service", FEED.url()), Map.entry("storage-service", STORAGE.url()),
                Map.entry("billing-service", BILLING.url()), Map.entry("video-service", VIDEO.url()),
                Map.entry("commerce-service", COMMERCE.url()),
                Map.entry("ride-service", RIDES.url()),
                Map.entry("pair", FIRST.url() + "," + SECOND.url()),
                Map.entry("lonely", LONELY.url()),
                Map.entry("sockets", SOCKETS.urls()))
                .forEach((name, url) -> registry.add("gateway.resilience.upstreams." + name, () -> url));
        registry.add("gateway.resilience.breaker-open", () -> "200ms");
        registry.add("gateway.resilience.concurrent-calls", () -> PLACES);
        registry.add("gateway.edge.cors-origins", () -> "https://console.example");
        registry.add("gateway.edge-cache.memory", () -> "16MB");
        registry.add("gateway.edge-cache.largest", () -> "4MB");
        registry.add("gateway.edge-cache.confirm-after", () -> "2s");
        registry.add("gateway.edge-cache.purge-poll", () -> "50ms");
        registry.add("gateway.sockets.idle", () -> "1500ms");
        registry.add("gateway.sockets.connect", () -> "1s");
        registry.add("gateway.console.object-stores", () -> "http://127.0.0.1:19000/a/path");
        registry.add("management.server.port", () -> 0);
        registry.add("SERVICE_CLIENT_SECRET", () -> "secret");
    }

    @BeforeEach
    protected void everythingWorks() {
        node.limiter().use(RuleBook.EMPTY); // only tests of limits have any
        List.of(IDENTITY, SHORTENER, LIMITER, CHAT, FEED, STORAGE, BILLING, COMMERCE, VIDEO, RIDES, LINKS, LINKS_TWIN,
                FIRST,
                SECOND,
                LONELY)
                .forEach(HostileUpstream::reset);
        for (String path : List.of("/.well-known/jwks.json", "/api/v1/stats/abcd", "/abcdefg", "/test/pair/x",
                "/media/videos/warm/up", "/test/lonely/x")) {
            await().atMost(20, SECONDS)
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> {
                        for (int i = 0; i < 8; i++) {
                            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
                        }
                    });
        }
        await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            get("/test/pair/x");
            get("/abcdefg");
            assertThat(List.of(FIRST, SECOND, LINKS, LINKS_TWIN)).allMatch(replica -> replica.calls() > 0);
        });
        List.of(IDENTITY, SHORTENER, LIMITER, CHAT, FEED, STORAGE, BILLING, COMMERCE, VIDEO, RIDES, LINKS, LINKS_TWIN,
                FIRST,
                SECOND,
                LONELY)
                .forEach(HostileUpstream::reset);
    }

    protected URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    protected HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** That this is one of the house's problems, with that status and code. */
    protected static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(response.headers().firstValue("traceparent")).isPresent();
        if (status == 503) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
