package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever Kafka delivers, how often and in which order: the totals are those of the set of events. */
@Servers(ServerKind.POSTGRES)
class ClickCountingTest {
    private static final String[] KEYS = {"alpha", "beta", "gamma", "delta"};
    private static final ClickIds IDS = new ClickIds();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ClickCounting counting;

    ClickCountingTest(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.counting = ClickTables.counting(database);
    }

    @BeforeAll
    static void migrate(DataSource database) {
        ClickTables.migrate(database);
    }

    @BeforeEach
    void empty() {
        ClickTables.empty(jdbc);
    }

    @Test
    @Promise("shortener.clicks-counted-once")
    void duplicatesReplaysReorderingAndRollbacksChangeNothing() {
        for (int round = 0; round < Scale.rounds(100) / 10; round++) {
            countedOnce(this::count, round);
        }
    }

    @Test
    @Promise(value = "shortener.clicks-counted-once", naive = true)
    void addingUpWhatIsDeliveredCountsTwice() {
        Toy.mustFail(1, () -> countedOnce(batch -> {
            for (ClickEvent click : batch) {
                jdbc.sql(
                        """
                                insert into click (event_id, at, short_key, bot, referrer, country, device, browser) values (?, ?::timestamptz, ?, ?, '', '', '', '')
                                on conflict do nothing""")
                        .params(click.eventId(), click.at().toString(), click.shortKey(), click.bot()).update();
                jdbc.sql("""
                        insert into click_hour values (?, date_trunc('hour', ?::timestamptz, 'UTC'), 1, 0)
                        on conflict (short_key, hour) do update set clicks = click_hour.clicks + 1""")
                        .params(click.shortKey(), click.at().toString()).update();
            }
        }, 0));
    }

    @Test
    @Promise("shortener.clicks-counted-once")
    void twoConsumersOfTheSameRecordsDuringARebalanceCountThemOnce() {
        List<ClickEvent> clicks = clicks(Seed.random("rebalance"), 2_000);
        Race.of(8).run(number -> {
            List<ClickEvent> mine = new ArrayList<>(clicks);
            Collections.shuffle(mine, new Random(number));
            for (int i = 0; i < mine.size(); i += 100) {
                count(mine.subList(i, i + 100));
            }
            return null;
        });
        agrees(clicks);
    }

    @Test
    void uniqueVisitorsAreEstimatedWithinTheStatedError() {
        List<ClickEvent> clicks = new ArrayList<>();
        Random random = Seed.random("visitors");
        long[] people = random.longs(20_000).toArray();
        for (int i = 0; i < 30_000; i++) {
            clicks.add(click("alpha", Instant.now(), false, people[i % people.length]));
        }
        for (int i = 0; i < clicks.size(); i += 2_000) {
            count(clicks.subList(i, i + 2_000));
        }
        long estimate = new VisitorCounts(jdbc).estimate("alpha", Window.of(null, null, Window.Interval.DAY));
        assertThat(estimate).isBetween(19_000L, 21_000L);
    }

    @Test
    void visitorsOfManyLinksAreMergedWhicheverComeTogether() {
        Random random = Seed.random("merged visitors");
        for (int round = 0; round < 20; round++) {
            List<ClickEvent> clicks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clicks.add(click(KEYS[random.nextInt(KEYS.length)], Instant.now(), false, random.nextLong(30)));
            }
            count(clicks);
        }
        for (String key : KEYS) {
            assertThat(new VisitorCounts(jdbc).estimate(key, Window.of(null, null, Window.Interval.DAY))).as(key)
                    .isEqualTo(30);
        }
    }

    private void countedOnce(Consumer<List<ClickEvent>> consumer, int round) {
        empty();
        Random random = Seed.random("clicks " + round);
        List<ClickEvent> clicks = clicks(random, 300);
        List<List<ClickEvent>> deliveries = new ArrayList<>();
        for (int replay = 0; replay < 3; replay++) {
            List<ClickEvent> order = new ArrayList<>(clicks);
            Collections.shuffle(order, random);
            for (int i = 0; i < order.size();) {
                int end = Math.min(order.size(), i + 1 + random.nextInt(60));
                List<ClickEvent> batch = new ArrayList<>(order.subList(i, end));
                batch.add(batch.get(random.nextInt(batch.size())));
                deliveries.add(batch);
                i = end;
            }
        }
        for (List<ClickEvent> batch : deliveries) {
            if (random.nextInt(4) == 0) {
                crashBeforeCommit(consumer, batch);
            }
            consumer.accept(batch);
        }
        agrees(clicks);
    }

    private void crashBeforeCommit(Consumer<List<ClickEvent>> consumer, List<ClickEvent> batch) {
        transaction.executeWithoutResult(status -> {
            consumer.accept(batch);
            status.setRollbackOnly();
        });
    }

    private void agrees(List<ClickEvent> clicks) {
        Map<String, Long> expected = new HashMap<>();
        clicks.forEach(click -> expected.merge(click.shortKey(), 1L, Long::sum));
        Map<String, Long> counted = new HashMap<>();
        jdbc.sql("select short_key, sum(clicks) as clicks from click_hour group by 1").query(row -> {
            counted.put(row.getString("short_key"), row.getLong("clicks"));
        });
        assertThat(counted).isEqualTo(expected);
        assertThat(drift()).isZero();
        long bots = clicks.stream().filter(ClickEvent::bot).count();
        assertThat(jdbc.sql("select coalesce(sum(bot_clicks), 0) from click_hour").query(Long.class).single())
                .isEqualTo(bots);
        assertThat(jdbc.sql("select coalesce(sum(clicks), 0) from click_dimension").query(Long.class).single())
                .isEqualTo(4L * clicks.size());
    }

    private long drift() {
        return ReconcileController.reconcile(jdbc).drift();
    }

    private void count(List<ClickEvent> clicks) {
        transaction.executeWithoutResult(_ -> {
            var batch = new ClickBatch();
            clicks.forEach(batch::add);
            counting.count(batch);
        });
    }

    private static List<ClickEvent> clicks(Random random, int count) {
        List<ClickEvent> clicks = new ArrayList<>();
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            clicks.add(click(KEYS[random.nextInt(KEYS.length)], now.minusSeconds(random.nextInt(7_200)),
                    random.nextInt(5) == 0, random.nextLong(50)));
        }
        return clicks;
    }

    private static ClickEvent click(String key, Instant at, boolean bot, Long visitor) {
        UUID id = IDS.next(at.toEpochMilli());
        return new ClickEvent(id, key, Instant.ofEpochMilli(ClickIds.millis(id)), bot, "news.example", "DE", "mobile",
                "firefox", visitor);
    }
}
