package dev.whiteboard.common.worker;

import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.common.id.IdClock;
import dev.whiteboard.common.id.IdsUnavailable;
import dev.whiteboard.common.id.IdsUnavailable.Reason;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

@Servers(POSTGRES)
class IdHistoryTest {
    private static final Duration SPAN = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static Db db;

    @BeforeAll
    static void start(Postgres postgres) {
        db = Db.of(postgres);
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @BeforeEach
    void allFree() {
        db.execute("TRUNCATE worker_lease");
        db.execute("INSERT INTO worker_lease (worker_id) SELECT generate_series(0, 1023)");
    }

    @AfterEach
    void realTime() {
        db.clock().reset();
    }

    @Test
    @Promise("ids.never-repeat")
    void whatever_clocks_pauses_and_restarts_do_no_id_is_issued_twice() {
        int histories = Scale.rounds(500);
        long issued = 0;
        for (int history = 0; history < histories; history++) {
            issued += history("history " + history, Leased::new);
        }
        assertThat(issued).isGreaterThan(histories);
        System.out.printf("## ids: %d histories, %d ids, none twice%n", histories, issued);
    }

    @Test
    @Promise(value = "ids.never-repeat", naive = true)
    void a_lease_without_a_span_repeats_ids() {
        int[] history = {0};
        Toy.mustFail(300, () -> history("history " + history[0]++, TrustsItsLease::new));
    }

    /** Three processes share two worker ids; time goes where it likes. Returns how many ids were issued. */
    private int history(String name, NodeFactory nodes) {
        Random random = Seed.random(name);
        allFree();
        db.execute("DELETE FROM worker_lease WHERE worker_id > 1");
        db.clock().reset();
        List<WanderingClock> clocks = new ArrayList<>();
        List<IdNode> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clocks.add(new WanderingClock());
            running.add(nodes.start(clocks.get(i)));
        }
        Set<Long> ids = new HashSet<>();
        for (int step = 0; step < 60; step++) {
            int node = random.nextInt(3);
            switch (random.nextInt(12)) {
                case 0 -> clocks.get(node).now += random.nextInt(8_000);
                case 1 -> clocks.get(node).now -= random.nextInt(4_000);
                case 2 -> db.clock().advance(Duration.ofSeconds(random.nextInt(45)));
                case 3 -> running.set(node, nodes.start(clocks.get(node)));
                case 4, 5, 6 -> running.get(node).renew();
                default -> issue(running.get(node), 1 + random.nextInt(4), ids);
            }
        }
        return ids.size();
    }

    private static void issue(IdNode node, int count, Set<Long> ids) {
        for (int i = 0; i < count; i++) {
            try {
                assertThat(ids.add(node.next())).as("first time").isTrue();
            } catch (IdsUnavailable refused) {
                return;
            }
        }
    }

    @Test
    @Promise("ids.unique-under-load")
    void sixty_four_threads_of_two_processes_get_different_ids() {
        int each = Scale.rounds(20_000);
        List<IdNode> nodes = List.of(new Leased(IdClock.system()), new Leased(IdClock.system()));
        List<long[]> got = Race.of(64)
                .run((int number) -> LongStream.range(0, each).map(_ -> nodes.get(number % 2).next()).toArray());
        Set<Long> ids = new HashSet<>();
        got.forEach(mine -> {
            assertThat(mine).isSorted();
            LongStream.of(mine).forEach(ids::add);
        });
        assertThat(ids).hasSize(64 * each);
    }

    @Test
    void a_small_step_back_is_waited_out_and_a_large_one_refused() {
        WanderingClock clock = new WanderingClock();
        Leased node = new Leased(clock);
        long before = node.next();
        clock.now -= 20;
        assertThat(node.next()).isGreaterThan(before);
        assertThat(clock.paused).isEqualTo(20);
        clock.now -= 5_000;
        refuses(node, Reason.CLOCK_STEPPED_BACK);
        clock.now += 5_000;
        assertThat(node.next()).isGreaterThan(before);
    }

    @Test
    void a_restart_in_the_same_millisecond_repeats_nothing() {
        db.execute("DELETE FROM worker_lease WHERE worker_id > 0");
        WanderingClock clock = new WanderingClock();
        long before = new Leased(clock).next();
        db.clock().advance(LEASE.plusSeconds(1));
        Leased restarted = new Leased(clock);
        refuses(restarted, Reason.CLOCK_STEPPED_BACK);
        clock.now += SPAN.toMillis() + 1;
        restarted.renew();
        assertThat(restarted.next()).isGreaterThan(before);
    }

    @Test
    void a_process_that_cannot_renew_stops_at_the_end_of_its_span() {
        WanderingClock clock = new WanderingClock();
        Leased node = new Leased(clock);
        node.next();
        clock.now += SPAN.toMillis() + 1;
        refuses(node, Reason.LEASE_NOT_EXTENDED);
        node.renew();
        node.next();
    }

    @Test
    @Promise("ids.exhausted")
    void with_all_worker_ids_taken_the_next_process_is_told_so() {
        for (int i = 0; i < 1024; i++) {
            new WorkerLeaseTable(db.jdbc(), LEASE).claim("owner " + i, 1);
        }
        refuses(new Leased(IdClock.system()), Reason.NO_WORKER_ID);
    }

    @Test
    void a_clock_far_from_the_databases_gets_no_span() {
        WanderingClock clock = new WanderingClock();
        clock.now += Duration.ofDays(400).toMillis();
        refuses(new Leased(clock), Reason.CLOCK_SKEWED);
    }

    private static void refuses(IdNode node, Reason reason) {
        assertThatThrownBy(node::next).isInstanceOfSatisfying(IdsUnavailable.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    /** A process that issues ids. */
    interface IdNode {
        long next();

        void renew();
    }

    interface NodeFactory {
        IdNode start(IdClock clock);
    }

    /** The real thing, renewed when the test says so. */
    private static final class Leased implements IdNode {
        private final LeasedWorker worker;
        private final SnowflakeGenerator ids;

        Leased(IdClock clock) {
            var properties = new WorkerProperties(LEASE, SPAN, Duration.ofMillis(50), Duration.ofDays(300));
            worker = new LeasedWorker(new WorkerLeaseTable(db.jdbc(), LEASE), clock, properties);
            ids = new SnowflakeGenerator(clock, worker, properties.patience());
            worker.renew();
        }

        @Override
        public long next() {
            return ids.next();
        }

        @Override
        public void renew() {
            worker.renew();
        }
    }

    /** Leases a worker id as well, but believes that a lease once got is enough, as most generators do. */
    private static final class TrustsItsLease implements IdNode {
        private final String owner = Long.toString(System.nanoTime());
        private final IdClock clock;
        private int worker = -1;
        private long last = -1;

        TrustsItsLease(IdClock clock) {
            this.clock = clock;
            renew();
        }

        @Override
        public void renew() {
            WorkerLeaseTable table = new WorkerLeaseTable(db.jdbc(), LEASE);
            if (worker < 0 || !table.extend(worker, owner, 0)) {
                worker = table.claim(owner, 0).map(lease -> lease.workerId()).orElse(-1);
            }
        }

        @Override
        public long next() {
            long place = Math.max(last + 1, clock.millis() << 12);
            if (worker < 0 || clock.millis() < last >> 12) {
                throw new IdsUnavailable(Reason.NO_WORKER_ID, "none", Duration.ZERO);
            }
            last = place;
            return place << 10 | worker;
        }
    }

    private static final class WanderingClock implements IdClock {
        private long now = System.currentTimeMillis();
        private long paused;

        @Override
        public long millis() {
            return now;
        }

        @Override
        public void pause(long millis) {
            now += millis;
            paused += millis;
        }
    }
}
