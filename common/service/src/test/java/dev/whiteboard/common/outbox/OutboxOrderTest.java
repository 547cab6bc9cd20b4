package dev.whiteboard.common.outbox;

import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

@Servers(POSTGRES)
class OutboxOrderTest {
    private static final int WRITERS = 8;

    private static Db db;

    @BeforeAll
    static void start(Postgres postgres) {
        db = Db.of(postgres);
        db.execute("CREATE TABLE counter (key text PRIMARY KEY, n bigint NOT NULL)");
        db.execute("CREATE TABLE committed (event text PRIMARY KEY, key text NOT NULL, n bigint NOT NULL)");
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @BeforeEach
    void empty() {
        db.execute("TRUNCATE outbox, counter, committed");
        db.execute("INSERT INTO counter SELECT 'k' || i, 0 FROM generate_series(0, 1) i");
    }

    @Test
    @Promise("outbox.commit-order")
    void within_a_key_ids_are_in_the_order_of_commits() {
        commitOrder(Relays.outbox(db));
    }

    @Test
    @Promise(value = "outbox.commit-order", naive = true)
    void without_the_keys_lock_ids_and_commits_part_ways() {
        Toy.mustFail(10, () -> {
            empty();
            commitOrder(event -> db.jdbc()
                    .sql("INSERT INTO outbox (shard, topic, key, type, event_id, payload) VALUES (0, ?, ?, ?, 'x', ?)")
                    .params(event.topic(), event.key(), event.type(), "x".getBytes())
                    .update());
        });
    }

    /** Each writer appends first and touches its aggregate later, so that only the outbox can put them in order. */
    private void commitOrder(Outbox outbox) {
        int each = Scale.rounds(500);
        Race.of(WRITERS).run((int writer) -> {
            Random random = Seed.random("writer " + writer);
            for (int i = 0; i < each; i++) {
                String key = "k" + random.nextInt(2);
                String event = UUID.randomUUID().toString();
                int pause = random.nextInt(3);
                db.transactions().executeWithoutResult(_ -> {
                    outbox.append(new OutboxEvent("t", key, event, null));
                    db.jdbc().sql("SELECT pg_sleep(? / 1000.0)").param(pause).query().listOfRows();
                    db.jdbc().sql("""
                            WITH next AS (UPDATE counter SET n = n + 1 WHERE key = :key RETURNING n)
                            INSERT INTO committed SELECT :event, :key, n FROM next
                            """).param("key", key).param("event", event).update();
                });
            }
            return true;
        });
        for (String key : List.of("k0", "k1")) {
            List<Long> commits = db.jdbc()
                    .sql("SELECT n FROM outbox o JOIN committed c ON c.event = o.type WHERE o.key = ? ORDER BY o.id")
                    .param(key)
                    .query(Long.class)
                    .list();
            assertThat(commits).isSorted();
        }
        assertThat(db.count("outbox")).isEqualTo((long) WRITERS * each);
    }

    @Test
    @Promise("outbox.late-commit")
    void an_event_that_commits_late_is_still_read() throws InterruptedException {
        assertThat(lateCommit(() -> new Backlog(db.jdbc(), Relays.properties(100)).heads(allShards(), List.of())
                .stream()
                .map(row -> row.event().key())
                .toList())).containsExactlyInAnyOrder("early", "late");
    }

    @Test
    @Promise(value = "outbox.late-commit", naive = true)
    void a_cursor_over_ids_skips_it() {
        Toy.mustFail(1, () -> {
            empty();
            long[] cursor = {0};
            assertThat(lateCommit(() -> db.jdbc()
                    .sql("SELECT id, key FROM outbox WHERE id > ? ORDER BY id")
                    .param(cursor[0])
                    .query((row, _) -> {
                        cursor[0] = Math.max(cursor[0], row.getLong("id"));
                        return row.getString("key");
                    })
                    .list())).containsExactlyInAnyOrder("early", "late");
        });
    }

    /** What two reads see, of which the first comes while the lower id is not yet committed. */
    private List<String> lateCommit(java.util.concurrent.Callable<List<String>> read) throws InterruptedException {
        Outbox outbox = Relays.outbox(db);
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread late = Thread.ofPlatform().start(() -> db.transactions().executeWithoutResult(_ -> {
            outbox.append(new OutboxEvent("t", "late", "x", null));
            appended.countDown();
            awaitUninterruptibly(mayCommit);
        }));
        appended.await();
        db.transactions().executeWithoutResult(_ -> outbox.append(new OutboxEvent("t", "early", "x", null)));
        try {
            List<String> first = read.call();
            db.execute("DELETE FROM outbox WHERE key = 'early'");
            mayCommit.countDown();
            late.join();
            List<String> second = read.call();
            return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> allShards() {
        return java.util.stream.IntStream.range(0, KeyHash.SHARDS).boxed().toList();
    }

    @Test
    void without_a_transaction_there_is_no_append() {
        assertThatThrownBy(() -> Relays.outbox(db).append(new OutboxEvent("t", "k", "x", null)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(db.count("outbox")).isZero();
    }

    @Test
    void a_rollback_takes_its_events_along() {
        db.transactions().executeWithoutResult(transaction -> {
            Relays.outbox(db).append(new OutboxEvent("t", "k", "x", null));
            transaction.setRollbackOnly();
        });
        assertThat(db.count("outbox")).isZero();
    }

    @Test
    void the_head_of_a_shard_is_found_by_its_index_however_long_the_backlog() {
        db.execute("""
                INSERT INTO outbox (shard, topic, key, type, event_id, payload)
                SELECT i % 64, 't', 'k', 'x', 'x', 'x' FROM generate_series(1, 400000) i
                """);
        db.execute("ANALYZE outbox");
        String plan = String.join("\n",
                db.jdbc()
                        .sql("""
                                EXPLAIN SELECT o.* FROM generate_series(0, 63) s (shard)
                                CROSS JOIN LATERAL (SELECT * FROM outbox WHERE outbox.shard = s.shard ORDER BY id LIMIT 200) o LIMIT 2000
                                """)
                        .query(String.class).list());
        assertThat(plan).contains("outbox_pkey").doesNotContain("Seq Scan").doesNotContain("Sort");
    }
}
