package dev.whiteboard.shortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to links while something they lean on hangs. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class OutageTest {
    private TwoNodes nodes;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
    }

    @Test
    @Promise("shortener.redis-hung")
    void withRedisHungLinksAreMadeAndFollowedAndNobodyWaitsLong(Redis redis) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add(nodes.one().shorten("https://example.org/" + i, null));
        }
        List<Long> millis = new ArrayList<>();
        redis.server().suspend();
        try {
            for (int round = 0; round < Scale.rounds(2_000); round++) {
                long before = System.nanoTime();
                assertThat(nodes.get(round).follow(keys.get(round % keys.size())).status()).isEqualTo(302);
                millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
            }
            assertThat(nodes.other().follow(nodes.one().shorten("https://example.org/new", null)).status())
                    .isEqualTo(302);
        } finally {
            redis.server().resume();
        }
        Collections.sort(millis);
        assertThat(millis.get(millis.size() * 9 / 10)).as("p90 in ms, on a machine that does other things too")
                .isLessThan(100);
        assertThat(millis.getLast()).isLessThan(1_500);
    }

    @Test
    @Promise("shortener.kafka-down")
    void withKafkaHungForAMinuteLinksAreMadeAndFollowedAndTheClicksArriveLater(Kafka kafka) {
        Duration outage = Duration.ofMillis((long) (60_000 * Scale.factor()));
        String key;
        int clicks = 0;
        long slowest = 0;
        kafka.server().suspend();
        try {
            key = nodes.one().shorten("https://example.org/kafka", null);
            for (long end = System.nanoTime() + outage.toNanos(); System.nanoTime() < end; clicks++) {
                long before = System.nanoTime();
                assertThat(nodes.get(clicks).follow(key).status()).isEqualTo(302);
                slowest = Math.max(slowest, System.nanoTime() - before);
            }
            assertThat(total(key)).isZero();
        } finally {
            kafka.server().resume();
        }
        int seen = clicks;
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(total(key)).isEqualTo(seen));
        assertThat(nodes.one().get("/admin/shortener/reconcile", nodes.one().admin()).json().get("drift").asInt())
                .isZero();
    }

    private int total(String key) {
        return nodes.other().get("/api/v1/stats/" + key, null).json().get("total_clicks").asInt();
    }
}
