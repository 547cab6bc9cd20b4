package dev.whiteboard.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;
import dev.whiteboard.limiter.engine.decision.Mode;
import dev.whiteboard.limiter.engine.feed.LiveRules;
import dev.whiteboard.limiter.engine.rule.EndpointPattern;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import dev.whiteboard.limiter.engine.rule.RuleDocument;
import dev.whiteboard.limiter.engine.rule.RuleSet;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;

/** A real gateway on a real Redis of its own, which takes 127.0.0.2 for a proxy of the house and 127.0.0.1 for anybody. */
@Servers(ServerKind.REDIS)
@TestPropertySource(properties = "gateway.edge.trusted-proxies=127.0.0.2/32")
abstract class LimitedGateway extends RunningGateway {
    static final Duration LIVE = Duration.ofSeconds(2);
    static final String STATS = "/api/v1/stats/abcd";
    /** Ends nothing and begins nothing anew while a test runs. */
    static final Duration LONG = Duration.ofHours(1);
    private static final HttpClient PROXY = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.ofLiteral("127.0.0.2")).build();
    private static final AtomicLong VERSION = new AtomicLong(1);
    private static final AtomicLong CLIENT = new AtomicLong();

    @Autowired
    StringRedisTemplate redis;

    /** Whatever a test limited, the next one begins with plenty. */
    @AfterEach
    void plentyForAll() {
        live(RuleSet.DEMO.rules());
    }

    /** Publishes rules as the service does, and waits until this gateway goes by them. */
    void live(List<Rule> rules) {
        RuleBook book = new RuleBook(VERSION.incrementAndGet(), rules);
        redis.opsForValue().set(LiveRules.KEY, RuleDocument.write(book));
        redis.convertAndSend(LiveRules.CHANNEL, "1");
        await().atMost(LIVE).until(() -> node.limiter().rules().version() == book.version());
        await().until(node::isExact);
    }

    void live(Rule... rules) {
        live(List.of(rules));
    }

    /** A rule under a name that no other test has used: what was counted under another does not matter. */
    static Rule rule(String clientType, String endpoint, @Nullable KeyKind key, long limit) {
        return rule(clientType, endpoint, key, new TokenBucket(Quota.of(limit, LONG)));
    }

    static Rule rule(String clientType, String endpoint, @Nullable KeyKind key, Algorithm algorithm) {
        return new Rule("t" + VERSION.incrementAndGet(), 1, clientType, new EndpointPattern(endpoint), algorithm, key,
                FailurePolicy.LOCAL, false);
    }

    /** An address of the documentation's that nobody had before. */
    static String stranger() {
        long number = CLIENT.incrementAndGet();
        return "198.51." + (100 + number / 250) + "." + (1 + number % 250);
    }

    /** A call that comes in through the proxy of the house, which says from where. */
    HttpResponse<String> from(String address, String path, String... headers) {
        return sendFrom(address, request(path, headers).GET());
    }

    static HttpResponse<String> sendFrom(String address, HttpRequest.Builder request) {
        try {
            return PROXY.send(request.header("X-Forwarded-For", address).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many of these calls were not refused for their number. */
    static long admitted(int calls, java.util.function.Supplier<HttpResponse<String>> call) {
        return IntStream.range(0, calls).filter(i -> call.get().statusCode() != 429).count();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static Mode mode(HttpResponse<?> response) {
        return Mode.valueOf(header(response, "X-RateLimit-Mode").toUpperCase(java.util.Locale.ROOT));
    }

    /** The keys that identity knows, each with the tier of its user; the key's id is its own text behind {@code key_}. */
    static void identityKnows(Map<String, String> tiers) {
        IDENTITY.behave(exchange -> {
            String body = IDENTITY.lastBody();
            switch (exchange.getRequestURI().getPath()) {
                case "/internal/tokens" -> HostileUpstream.answer(exchange, 200, "application/json",
                        "{\"access_token\":\"%s\",\"expires_in\":900}".formatted(TOKENS.service("gateway")));
                case "/internal/api-keys/exchange" -> {
                    String key = tiers.keySet().stream().filter(k -> body.contains("\"" + k + "\"")).findFirst()
                            .orElse("");
                    String token = TOKENS.token("usr_keys", claims -> claims.claim("tier", tiers.get(key)));
                    HostileUpstream.answer(exchange, key.isEmpty() ? 404 : 200, "application/json",
                            "{\"access_token\":\"%s\",\"expires_in\":300,\"api_key_id\":\"key_%s\"}"
                                    .formatted(token, key));
                }
                default -> HostileUpstream.answer(exchange, 404, "application/json", "{}");
            }
        });
    }

    static void assertUnlimited(HttpResponse<?> response) {
        assertThat(response.statusCode()).isLessThan(400);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT)
                .contains("ratelimit"));
    }
}
