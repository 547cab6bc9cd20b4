package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links that only so many may follow, on two nodes. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class ClickLimitTest {
    private static final int LIMIT = 50;
    /** More at once than this are refused by the kernel, not by us. */
    private static final int MOST_CONNECTIONS = 400;
    private static final String OWNER = "usr_limits";

    private TwoNodes nodes;
    private String token;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
        token = nodes.one().token(OWNER);
    }

    @Test
    @Promise("shortener.click-limit-exact")
    void ofTwoThousandAtOnceFiftyPass() throws Exception {
        String key = limited(LIMIT);
        exactlyFiftyPass(2_000, visitor -> follow(nodes.get(visitor), key));
        assertThat(view(key, "clicks_left")).isZero();
    }

    @Test
    @Promise("shortener.click-limit-exact")
    void roundAfterRoundNobodyTooMany() throws Exception {
        for (int round = 0; round < Scale.rounds(500); round++) {
            String key = limited(LIMIT);
            exactlyFiftyPass(LIMIT + 30, visitor -> follow(nodes.get(visitor), key));
        }
    }

    @Test
    @Promise(value = "shortener.click-limit-exact", naive = true)
    void countingAfterLookingLetsTooManyPass(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_limit (short_key text primary key, used int not null)").update();
        int[] round = {0};
        Toy.mustFail(20, () -> {
            String key = "limit-" + round[0]++;
            jdbc.sql("insert into naive_limit values (?, 0)").param(key).update();
            exactlyFiftyPass(LIMIT + 14, _ -> {
                int used = jdbc.sql("select used from naive_limit where short_key = ?").param(key)
                        .query(Integer.class).single();
                return used < LIMIT && jdbc.sql("update naive_limit set used = used + 1 where short_key = ?")
                        .param(key).update() == 1 ? 302 : 410;
            });
        });
    }

    @Test
    @Promise("shortener.click-limit-exact")
    void onlyRedirectsUseItUp() {
        String key = limited(2);
        for (int i = 0; i < 5; i++) {
            assertThat(nodes.get(i).follow("HEAD", key).status()).isEqualTo(302);
        }
        assertThat(nodes.one().follow(key).header("cache-control")).isEqualTo("no-store");
        assertThat(view(key, "clicks_left")).isEqualTo(1);
        assertThat(nodes.other().followWith(key, "User-Agent", "Googlebot/2.1").status()).as("bots count")
                .isEqualTo(302);
        assertThat(nodes.other().follow(key).code()).isEqualTo("GONE");
        assertThat(nodes.one().follow(key).code()).isEqualTo("GONE");
        assertThat(nodes.other().follow("HEAD", key).status()).isEqualTo(410);
        await().atMost(Duration.ofSeconds(5)).until(() -> nodes.one().follow("HEAD", key).status() == 410);
    }

    @Test
    void aLimitIsRaisedLoweredAndLiftedAndWhatWasUsedStaysUsed() {
        String key = limited(2);
        assertThat(follow(nodes.one(), key)).isEqualTo(302);
        assertThat(follow(nodes.one(), key)).isEqualTo(302);
        assertThat(follow(nodes.other(), key)).isEqualTo(410);
        change(key, "{\"max_clicks\":5}");
        assertThat(view(key, "clicks_left")).isEqualTo(3);
        passes(key, 1);
        change(key, "{\"max_clicks\":1}");
        assertThat(view(key, "clicks_left")).isZero();
        await().until(() -> follow(nodes.one(), key) == 410 && follow(nodes.other(), key) == 410);
        change(key, "{\"max_clicks\":4}");
        assertThat(view(key, "clicks_left")).as("three were used, whatever the limit was meanwhile").isEqualTo(1);
        passes(key, 1);
        assertThat(follow(nodes.one(), key)).isEqualTo(410);
        change(key, "{\"disabled\":false}");
        assertThat(follow(nodes.one(), key)).as("another change gives no clicks back").isEqualTo(410);
        change(key, "{\"max_clicks\":null}");
        passes(key, 10);
        assertThat(nodes.one().get("/api/v1/links/" + key, token).json().get("clicks_left").isNull()).isTrue();
    }

    @Test
    void anOrdinaryLinkThatGetsALimitKeepsToIt() {
        String key = nodes.one().shorten("https://example.org/", token);
        passes(key, 3);
        change(key, "{\"max_clicks\":2}");
        await().atMost(Duration.ofSeconds(1)).until(
                () -> nodes.other().node().bean(Targets.class).find(key).join() instanceof Target.Guarded);
        assertThat(follow(nodes.one(), key)).isEqualTo(302);
        assertThat(follow(nodes.other(), key)).isEqualTo(302);
        assertThat(follow(nodes.one(), key)).isEqualTo(410);
    }

    @Test
    void aTagShowsWhatIsLeftButOnlyTheVersionMustMatch() {
        String key = limited(3);
        String before = nodes.one().get("/api/v1/links/" + key, token).header("etag");
        assertThat(follow(nodes.one(), key)).isEqualTo(302);
        assertThat(nodes.one().get("/api/v1/links/" + key, token).header("etag")).isNotEqualTo(before);
        assertThat(nodes.one().change(key, "{\"max_clicks\":9}", before, token).status()).isEqualTo(200);
        assertThat(nodes.one().change(key, "{\"max_clicks\":9}", before, token).status()).isEqualTo(412);
    }

    @Test
    @Promise("shortener.postgres-hung")
    void withPostgresHungALimitedLinkIsNotFollowedAndAnOrdinaryOneIs(Postgres postgres) {
        String limited = limited(1_000);
        String ordinary = nodes.one().shorten("https://example.org/", null);
        assertThat(follow(nodes.one(), limited)).isEqualTo(302);
        assertThat(follow(nodes.one(), ordinary)).isEqualTo(302);
        postgres.server().suspend();
        try {
            long before = System.nanoTime();
            Answer answer = nodes.one().follow(limited);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(3_500));
            assertThat(follow(nodes.one(), ordinary)).isEqualTo(302);
        } finally {
            postgres.server().resume();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> follow(nodes.one(), limited) == 302);
    }

    private void passes(String key, int times) {
        await().atMost(Duration.ofSeconds(1)).until(() -> follow(nodes.other(), key) == 302);
        for (int i = 1; i < times; i++) {
            assertThat(follow(nodes.get(i), key)).isEqualTo(302);
        }
    }

    private static void exactlyFiftyPass(int visitors, IntUnaryOperator follow) throws Exception {
        List<Integer> answers = new ArrayList<>();
        var connections = new Semaphore(MOST_CONNECTIONS);
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> each = new ArrayList<>();
            for (int i = 0; i < visitors; i++) {
                int number = i;
                each.add(() -> {
                    connections.acquire();
                    try {
                        return follow.applyAsInt(number);
                    } finally {
                        connections.release();
                    }
                });
            }
            for (Future<Integer> answer : all.invokeAll(each)) {
                answers.add(answer.get());
            }
        }
        assertThat(Collections.frequency(answers, 302)).isEqualTo(LIMIT);
        assertThat(Collections.frequency(answers, 410)).isEqualTo(visitors - LIMIT);
    }

    /** Comes back as long as it is told to. */
    private static int follow(Shortener node, String key) {
        int status = node.follow(key).status();
        for (int i = 0; status == 503 && i < 20; i++) {
            status = node.follow(key).status();
        }
        return status;
    }

    private String limited(int clicks) {
        return nodes.one().post("/api/v1/shorten",
                "{\"long_url\":\"https://example.org/limited\",\"max_clicks\":" + clicks + "}", token).json()
                .get("short_key").asString();
    }

    private void change(String key, String body) {
        assertThat(nodes.one().call("PATCH", "/api/v1/links/" + key, body, token).status()).isEqualTo(200);
    }

    private int view(String key, String field) {
        return nodes.one().get("/api/v1/links/" + key, token).json().get(field).asInt();
    }
}
