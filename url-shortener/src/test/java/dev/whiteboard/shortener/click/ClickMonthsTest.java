package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Months of raw clicks come and go, on several nodes at once, and no click is lost or counted twice for it. */
@Servers(ServerKind.POSTGRES)
class ClickMonthsTest {
    private static final Instant START = Instant.parse("2027-01-15T12:00:00Z");
    private static final ClickIds IDS = new ClickIds();

    private final JdbcClient jdbc;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;
    private final ClickCounting counting;
    private final ClickMonths months;

    ClickMonthsTest(DataSource database, DatabaseClock clock) {
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.counting = ClickTables.counting(database);
        this.months = new ClickMonths(jdbc, 3, Period.ofMonths(2));
    }

    @BeforeAll
    static void migrate(DataSource database) {
        ClickTables.migrate(database);
    }

    @BeforeEach
    void begin() {
        partitions().stream().filter(name -> !name.equals("click_other"))
                .forEach(name -> jdbc.sql("drop table " + name).update());
        clock.stopAt(START);
        ClickTables.empty(jdbc);
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void monthsAreMadeAheadByAnyNumberOfNodesAtOnce() {
        List<Integer> made = Race.of(8).run(() -> months.make());
        assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
        assertThat(partitions()).contains("click_2026_12", "click_2027_01", "click_2027_02", "click_2027_03",
                "click_2027_04");
        assertThat(months.make()).isZero();
        clock.stopAt(START.plus(Duration.ofDays(31)));
        assertThat(months.make()).isEqualTo(1);
    }

    @Test
    @Promise("shortener.months-come-and-go")
    void aClickOfAMonthThatIsNotMadeYetIsCountedAndMovesWhenItIs() {
        List<ClickEvent> early = clicks(Instant.parse("2027-06-10T00:00:00Z"), 20);
        count(early);
        assertThat(rows("click_other")).isEqualTo(20);
        clock.stopAt(Instant.parse("2027-04-01T00:00:00Z"));
        months.make();
        assertThat(rows("click_other")).isZero();
        assertThat(rows("click_2027_06")).isEqualTo(20);
        count(early);
        assertThat(total()).isEqualTo(20);
        assertThat(drift()).isZero();
    }

    @Test
    @Promise("shortener.months-come-and-go")
    void aDroppedMonthLeavesItsTotalsAndNoDrift() {
        List<ClickEvent> old = clicks(START, 30);
        count(old);
        clock.stopAt(START.plus(Duration.ofDays(90)));
        count(clicks(START.plus(Duration.ofDays(90)), 10));
        months.keep();
        assertThat(partitions()).doesNotContain("click_2026_12", "click_2027_01").contains("click_2027_02");
        assertThat(total()).isEqualTo(40);
        ReconcileController.Reconciliation compared = ReconcileController.reconcile(jdbc);
        assertThat(compared).isEqualTo(new ReconcileController.Reconciliation(10, 10, 0,
                Instant.parse("2027-02-01T00:00:00Z")));
        assertThat(months.drop()).isZero();
    }

    @Test
    @Promise("shortener.months-come-and-go")
    void aReplayOfADroppedMonthIsNotCountedAgain() {
        notCountedAgain(this::count);
    }

    @Test
    @Promise(value = "shortener.months-come-and-go", naive = true)
    void withoutAHorizonItIs() {
        Toy.mustFail(1, () -> notCountedAgain(clicks -> {
            jdbc.sql("update click_horizon set raw_from = '-infinity'").update();
            count(clicks);
        }));
    }

    private void notCountedAgain(java.util.function.Consumer<List<ClickEvent>> counting) {
        List<ClickEvent> old = clicks(START, 30);
        counting.accept(old);
        clock.stopAt(START.plus(Duration.ofDays(90)));
        months.keep();
        counting.accept(old);
        assertThat(total()).isEqualTo(30);
    }

    /** Consumers replay the same clicks while months are made and dropped under them. */
    @Test
    @Promise("shortener.months-come-and-go")
    void countingBesideMakingAndDroppingCountsEachClickOnce() {
        Random random = Seed.random("months");
        int rounds = Scale.rounds(50) / 10;
        for (int round = 0; round < rounds; round++) {
            begin();
            List<ClickEvent> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.addAll(clicks(START.plus(random.nextInt(100), ChronoUnit.DAYS), 1));
            }
            count(all);
            var day = new AtomicInteger();
            Race.of(4).run(number -> {
                if (number == 0) {
                    for (int i = 0; i < 10; i++) {
                        clock.stopAt(START.plus(Duration.ofDays(day.addAndGet(12))));
                        months.keep();
                    }
                } else {
                    for (int i = 0; i + 20 <= all.size(); i += 20) {
                        count(all.subList(i, i + 20));
                    }
                }
                return null;
            });
            assertThat(total()).isEqualTo(200);
            assertThat(drift()).isZero();
        }
    }

    private void count(List<ClickEvent> clicks) {
        transaction.executeWithoutResult(_ -> {
            var batch = new ClickBatch();
            clicks.forEach(batch::add);
            counting.count(batch);
        });
    }

    private static List<ClickEvent> clicks(Instant at, int count) {
        List<ClickEvent> clicks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var id = IDS.next(at.plusSeconds(i).toEpochMilli());
            clicks.add(new ClickEvent(id, "month", Instant.ofEpochMilli(ClickIds.millis(id)).atOffset(ZoneOffset.UTC)
                    .toInstant(), false, "direct", "DE", "mobile", "firefox", (long) i));
        }
        return clicks;
    }

    private List<String> partitions() {
        return jdbc.sql("select relid::regclass::text from pg_partition_tree('click') where isleaf order by 1")
                .query(String.class).list();
    }

    private int rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private int total() {
        return jdbc.sql("select coalesce(sum(clicks), 0) from click_hour").query(Integer.class).single();
    }

    private long drift() {
        return ReconcileController.reconcile(jdbc).drift();
    }
}
