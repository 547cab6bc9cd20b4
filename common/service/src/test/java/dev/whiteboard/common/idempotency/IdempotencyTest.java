package dev.whiteboard.common.idempotency;

import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;

@Servers(POSTGRES)
class IdempotencyTest {
    private static final Map<String, String> SETTINGS = Map.of("whiteboard.security.public-paths", "/public/**",
            "whiteboard.outbox.relay", "false", "KAFKA_BOOTSTRAP", "127.0.0.1:1", "POSTGRES_POOL_SIZE", "8");

    private static Db db;
    private static Nodes nodes;
    private static TillClient client;
    private static TillClient naive;

    private volatile TillClient.Told late;
    private volatile TillClient.Told taker;

    @BeforeAll
    static void start(TestEnvironment given) {
        db = Db.of(given.postgres());
        db.execute(Till.TABLE);
        db.execute(NaiveFilter.TABLE);
        nodes = Nodes.of(Till.class, given.names());
        Node node = nodes.start(SETTINGS);
        client = TillClient.of(node.url());
        naive = TillClient.naive(node.url());
    }

    @AfterAll
    static void stop() {
        nodes.close();
        db.close();
    }

    @Test
    @Promise("idempotency.one-effect")
    void sixty_four_at_once_have_one_effect_and_one_answer() {
        for (int round = Scale.rounds(50); round > 0; round--) {
            oneEffect(client);
        }
    }

    @Test
    @Promise(value = "idempotency.one-effect", naive = true)
    void check_then_act_has_several_effects() {
        Toy.mustFail(20, () -> oneEffect(naive));
    }

    private static void oneEffect(TillClient client) {
        String key = UUID.randomUUID().toString();
        List<TillClient.Told> told = Race.of(64).run(() -> client.pay(key, key, "ok"));
        assertThat(effects(key)).isEqualTo(1);
        assertThat(told).allMatch(each -> each.status() == 201 || each.says("REQUEST_IN_PROGRESS"));
        assertThat(told.stream().filter(each -> each.status() == 201).map(TillClient.Told::body).distinct()).hasSize(1);
    }

    @Test
    @Promise("idempotency.fenced")
    void an_owner_that_was_taken_over_commits_nothing() throws Exception {
        String key = UUID.randomUUID().toString();
        Connection gate = db.pool().getConnection();
        gate.createStatement().execute("SELECT pg_advisory_lock(4711)");
        Thread stalled = Thread.ofVirtual().start(() -> late = client.pay(key, key, "slow"));
        await().until(() -> db.count(
                "pg_stat_activity WHERE query LIKE '%pg_advisory_lock(4711)%' AND wait_event_type = 'Lock'") > 0);
        db.clock().advance(Duration.ofSeconds(31));
        Thread second = Thread.ofVirtual().start(() -> taker = client.pay(key, key, "slow"));
        await().until(() -> db.count(
                "pg_stat_activity WHERE query LIKE '%pg_advisory_lock(4711)%' AND wait_event_type = 'Lock'") > 1);
        db.clock().reset();
        gate.createStatement().execute("SELECT pg_advisory_unlock(4711)");
        gate.close();
        stalled.join();
        second.join();
        assertThat(late.says("REQUEST_IN_PROGRESS")).isTrue();
        assertThat(taker.status()).isEqualTo(201);
        assertThat(effects(key)).isEqualTo(1);
    }

    @Test
    void a_replay_is_the_same_answer_and_says_so() {
        String key = UUID.randomUUID().toString();
        TillClient.Told first = client.pay(key, key, "ok");
        TillClient.Told second = client.pay(key, key, "ok");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.location()).startsWith("/public/payments/");
        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.answer()).isEqualTo(first.answer());
    }

    @Test
    void another_body_under_the_key_is_refused() {
        String key = UUID.randomUUID().toString();
        client.pay(key, key, "ok");
        TillClient.Told told = client.pay(key, "other", "ok");
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.says("IDEMPOTENCY_KEY_REUSED")).isTrue();
    }

    @Test
    void a_refusal_is_replayed_and_has_no_effect() {
        String key = UUID.randomUUID().toString();
        TillClient.Told first = client.pay(key, key, "refused");
        assertThat(first.status()).isEqualTo(422);
        assertThat(effects(key)).isZero();
        assertThat(client.pay(key, key, "refused").answer()).isEqualTo(first.answer());
    }

    @Test
    void what_a_refusal_did_in_a_transaction_of_its_own_stays() {
        String key = UUID.randomUUID().toString();
        long before = effects("attempt");
        assertThat(client.pay(key, key, "refused but counted").status()).isEqualTo(403);
        assertThat(effects(key)).isZero();
        assertThat(effects("attempt")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limited", "broken"})
    void what_may_succeed_later_is_not_kept(String how) {
        String key = UUID.randomUUID().toString();
        assertThat(client.pay(key, key, how).status()).isIn(429, 500);
        assertThat(effects(key)).isZero();
        assertThat(client.pay(key, key, how).replayed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"has space", ""})
    void a_key_that_is_no_key_is_a_bad_request(String key) {
        assertThat(client.pay(key, "1", "ok").status()).isEqualTo(400);
    }

    @Test
    void a_key_of_256_characters_is_a_bad_request() {
        assertThat(client.pay("k".repeat(256), "1", "ok").status()).isEqualTo(400);
        assertThat(client.pay("k".repeat(255), "1", "ok").status()).isEqualTo(201);
    }

    @Test
    void the_table_holds_neither_key_nor_answer_in_clear() {
        String key = UUID.randomUUID().toString();
        String body = client.pay(key, key, "ok").body();
        String dump = db.jdbc()
                .sql("SELECT encode(id || request_hash || coalesce(answer, ''), 'escape') FROM idempotency")
                .query(String.class)
                .stream()
                .collect(Collectors.joining());
        assertThat(dump).doesNotContain(key).doesNotContain(body);
    }

    @Test
    void an_expired_key_is_forgotten() {
        String key = UUID.randomUUID().toString();
        client.pay(key, key, "ok");
        db.clock().advance(Duration.ofHours(25));
        nodes.get(0).bean(IdempotencyTable.class).forgetExpired();
        db.clock().reset();
        assertThat(client.pay(key, key, "ok").replayed()).isFalse();
        assertThat(effects(key)).isEqualTo(2);
    }

    private static long effects(String amount) {
        return db.jdbc().sql("SELECT count(*) FROM payment WHERE amount = ?").param(amount).query(Long.class).single();
    }
}
