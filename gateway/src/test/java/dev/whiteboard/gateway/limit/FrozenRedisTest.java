package dev.whiteboard.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;

import dev.whiteboard.gateway.GatewayApplication;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;
import dev.whiteboard.limiter.engine.decision.Mode;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;

/** Redis stands still while the gateway is under load. */
class FrozenRedisTest extends LimitedGateway {
    private static final int CALLERS = 4;
    /** Between two calls of one caller: the load must leave the processor room, or it is the processor that is measured. */
    private static final Duration PAUSE = Duration.ofMillis(4);
    private static final Duration PROMISED = Duration.ofMillis(25);
    /** What a call takes at the 99th percentile on a machine that has time for it. */
    private static final Duration IDLE = Duration.ofMillis(5);

    @Autowired
    Environment environment;

    /** An answer as its caller saw it. */
    private record Seen(long sentNanos, Duration took, String mode) {}

    @Test
    @Promise("gateway.redis-frozen-nobody-waits")
    void whileRedisIsFrozenUnderLoadNobodyWaitsAndItIsExactAgainSoonAfterwards(Redis server) {
        live(plenty(FailurePolicy.LOCAL));
        load(port, Duration.ofSeconds(1));
        Duration usual = p99(load(port, Duration.ofSeconds(2)));
        Duration frozen = Duration.ofMillis(Math.max(5_000, (long) (30_000 * Scale.factor())));
        server.server().suspend();
        long begun = System.nanoTime();
        List<Seen> seen;
        try {
            seen = load(port, frozen);
        } finally {
            server.server().resume();
        }
        assertThat(seen).hasSizeGreaterThan((int) (frozen.toMillis() / 10));
        assertThat(seen.stream().filter(answer -> answer.sentNanos() - begun > TimeUnit.SECONDS.toNanos(1)))
                .allMatch(answer -> answer.mode().equals("local"));
        nobodyWaits(seen, usual);
        await().atMost(Duration.ofSeconds(2)).until(() -> mode(get(STATS)) == Mode.EXACT);
        await("half a second in which Redis decided every time").atMost(Duration.ofSeconds(20))
                .until(() -> load(port, Duration.ofMillis(500)).stream().allMatch(it -> it.mode().equals("exact")));
    }

    @Test
    @Promise(value = "gateway.redis-frozen-nobody-waits", naive = true)
    void aGatewayThatWaitsForRedisWithoutBoundMakesEverybodyWait(Redis server) {
        live(plenty(FailurePolicy.LOCAL));
        List<String> settings = Stream.concat(
                Stream.of("--server.port=0", "--management.server.port=0", "--RATE_RULES=demo",
                        "--gateway.limits.decision-timeout=1h", "--REDIS_URL=" + server.url(),
                        "--IDENTITY_URL=" + environment.getProperty("IDENTITY_URL")),
                Stream.of("identity-service", "url-shortener", "short-links", "rate-limiter")
                        .map("gateway.resilience.upstreams."::concat)
                        .map(name -> "--" + name + "=" + environment.getRequiredProperty(name)))
                .toList();
        try (var naive = new SpringApplicationBuilder(GatewayApplication.class).run(settings.toArray(String[]::new))) {
            int itsPort = ((WebServerApplicationContext) naive).getWebServer().getPort();
            load(itsPort, Duration.ofSeconds(1));
            server.server().suspend();
            try {
                List<Seen> seen = load(itsPort, Duration.ofSeconds(1));
                Toy.mustFail(1, () -> nobodyWaits(seen, IDLE));
            } finally {
                server.server().resume();
            }
        }
    }

    @Test
    void eachRuleDecidesByItsPolicyAndTheAnswerSaysSo(Redis server) {
        for (FailurePolicy policy : FailurePolicy.values()) {
            live(plenty(policy));
            server.server().suspend();
            try {
                await().atMost(Duration.ofSeconds(3)).until(() -> !node.isExact());
                HttpResponse<String> answer = get(STATS);
                assertThat(header(answer, "X-RateLimit-Mode")).isEqualTo(policy.text());
                assertThat(answer.statusCode()).isEqualTo(policy == FailurePolicy.CLOSED ? 429 : 200);
                assertThat(get("/abcdefg").statusCode()).isEqualTo(200);
            } finally {
                server.server().resume();
            }
            await().atMost(Duration.ofSeconds(2)).until(() -> mode(get(STATS)) == Mode.EXACT);
        }
    }

    private static Rule plenty(FailurePolicy policy) {
        Rule rule = rule("default", "*", KeyKind.IP, new TokenBucket(Quota.of(100_000_000, Duration.ofSeconds(60))));
        return new Rule(rule.id(), 1, rule.clientType(), rule.endpoint(), rule.algorithm(), rule.key(), policy, false);
    }

    private List<Seen> load(int port, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        HttpRequest request = HttpRequest.newBuilder(uri(port, STATS)).timeout(Duration.ofSeconds(2)).build();
        return Race.of(CALLERS).run(caller -> {
            List<Seen> mine = new ArrayList<>();
            while (System.nanoTime() < end) {
                mine.add(ask(request));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return mine;
        }).stream().flatMap(List::stream).toList();
    }

    private static Seen ask(HttpRequest request) throws Exception {
        long sent = System.nanoTime();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new Seen(sent, Duration.ofNanos(System.nanoTime() - sent), header(answer, "X-RateLimit-Mode"));
        } catch (java.net.http.HttpTimeoutException late) {
            return new Seen(sent, Duration.ofNanos(System.nanoTime() - sent), "none");
        }
    }

    /** What the machine takes beyond its share while Redis is well is not the limiter's doing. */
    private static void nobodyWaits(List<Seen> seen, Duration usual) {
        Duration busy = usual.minus(IDLE).isNegative() ? Duration.ZERO : usual.minus(IDLE);
        assertThat(p99(seen)).as("99 of 100 answers, with %s while Redis is well", usual)
                .isLessThanOrEqualTo(PROMISED.plus(busy));
    }

    private static Duration p99(List<Seen> seen) {
        List<Duration> sorted = seen.stream().map(Seen::took).sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * 0.99)));
    }

    private static java.net.URI uri(int port, String path) {
        return java.net.URI.create("http://127.0.0.1:" + port + path);
    }
}
