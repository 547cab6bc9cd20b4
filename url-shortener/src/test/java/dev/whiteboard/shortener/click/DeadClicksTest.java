package dev.whiteboard.shortener.click;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.event.CloudEvents;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be read as a click neither holds up the clicks around it nor disappears. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class DeadClicksTest {
    private static final Map<String, String> CLICK = Map.of(CloudEvents.TYPE, ClickEvent.TYPE);
    private static final List<String> GARBAGE = List.of("", "no json", "{}", "[]", "null",
            "{\"event_id\":\"0198c0de-0000-7000-8000-000000000001\",\"short_key\":\"a\",\"at\":\"9999-12-31T00:00:00Z\",\"bot\":false,\"referrer\":\"x\",\"country\":\"DE\",\"device\":\"x\",\"browser\":\"x\"}",
            "{\"event_id\":\"0198c0de-0000-7000-8000-000000000001\",\"short_key\":\"\\u0000\",\"at\":\"2027-01-01T00:00:00Z\",\"bot\":false,\"referrer\":\"x\",\"country\":\"DE\",\"device\":\"x\",\"browser\":\"x\"}");

    private Shortener shortener;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        shortener = TwoNodes.on(environment, tokens).one();
    }

    @Test
    @Promise("shortener.no-click-is-skipped")
    void whatCannotBeReadGoesToTheDeadLettersAndHoldsNothingUp(Kafka kafka) {
        String key = shortener.shorten("https://example.org/dead", null);
        int before = buried(kafka).size();
        for (String value : GARBAGE) {
            kafka.send(ClickEvent.TOPIC, "dead", value.getBytes(UTF_8), CLICK);
        }
        kafka.send(ClickEvent.TOPIC, "dead", "{}".getBytes(UTF_8), Map.of(CloudEvents.TYPE, "shortener.tomorrow"));
        kafka.send(ClickEvent.TOPIC, "dead", null, CLICK);
        kafka.send(ClickEvent.TOPIC, "dead", new byte[]{0, 1, 2}, Map.of());
        kafka.send(ClickEvent.TOPIC, "dead", click(key), CLICK);
        await().atMost(Duration.ofSeconds(30)).until(() -> total(key) == 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> buried(kafka).size() == before + GARBAGE.size() + 3);
        ConsumerRecord<String, byte[]> letter = buried(kafka).stream()
                .filter(one -> one.key().equals("dead") && new String(one.value(), UTF_8).equals("no json")).findFirst()
                .orElseThrow();
        assertThat(header(letter, "wb_error")).contains("no");
        assertThat(header(letter, "wb_consumer")).isEqualTo("url-shortener.clicks");
    }

    @Test
    @Promise("shortener.no-click-is-skipped")
    void aReplayCountsWhatCanBeReadByNowOnceAndKeepsTheRest(Kafka kafka) {
        String key = shortener.shorten("https://example.org/replayed", null);
        replay();
        Map<String, String> headers = new HashMap<>(Map.of("wb_consumer", "url-shortener.clicks", "wb_error",
                "an older version could not read it", "wb_original", Json.tolerant().writeValueAsString(CLICK)));
        byte[] click = click(key);
        kafka.send(DeadClicks.TOPIC, key, click, headers);
        kafka.send(DeadClicks.TOPIC, key, click, headers);
        kafka.send(DeadClicks.TOPIC, key, "no json".getBytes(UTF_8), headers);
        headers.put("wb_consumer", "somebody-else");
        kafka.send(DeadClicks.TOPIC, key, click(key), headers);
        int before = buried(kafka).size();
        Answer replayed = replay();
        assertThat(replayed.json().get("counted").asInt()).as(replayed.body()).isEqualTo(1);
        assertThat(replayed.json().get("unreadable").asInt()).as(replayed.body()).isGreaterThanOrEqualTo(1);
        assertThat(total(key)).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> buried(kafka).size() > before);
        assertThat(replay().json().get("counted").asInt()).isZero();
        assertThat(total(key)).isEqualTo(1);
    }

    @Test
    void onlyAnAdministratorReplays() {
        assertThat(shortener.post("/admin/shortener/dead-letters/replay", "", null).status()).isEqualTo(401);
        assertThat(shortener.post("/admin/shortener/dead-letters/replay", "", shortener.token("usr_a")).status())
                .isEqualTo(403);
    }

    private Answer replay() {
        Answer answer = shortener.post("/admin/shortener/dead-letters/replay", "", shortener.admin());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private int total(String key) {
        return shortener.get("/api/v1/stats/" + key, null).json().get("total_clicks").asInt();
    }

    private static List<ConsumerRecord<String, byte[]>> buried(Kafka kafka) {
        try (var reader = kafka.reader(DeadClicks.TOPIC)) {
            var partitions = reader.assignment();
            long count = reader.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
            return kafka.read(DeadClicks.TOPIC, (int) count, Duration.ofSeconds(10));
        }
    }

    private static byte[] click(String key) {
        var id = new ClickIds().next(System.currentTimeMillis());
        return Json.tolerant().writeValueAsBytes(new ClickEvent(id, key, Instant.ofEpochMilli(ClickIds.millis(id)),
                false, "direct", "DE", "mobile", "firefox", 7L));
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
