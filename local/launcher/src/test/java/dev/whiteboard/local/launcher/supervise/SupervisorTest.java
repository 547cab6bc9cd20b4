package dev.whiteboard.local.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

    @TempDir
    Path folder;
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private Supervisor supervisor = new Supervisor(List.of(), rules(), Clock.systemUTC());

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void a_program_starts_when_what_it_needs_is_ready() throws Exception {
        up(program("gateway", Rank.FRONT_DOOR).needing("shop"), program("shop", Rank.SERVICE).needing("database"),
                program("database", Rank.SERVER));

        assertThat(events).containsExactly("start database", "start shop", "start gateway");
    }

    @Test
    void they_stop_in_reverse_rank_by_rank() throws Exception {
        up(program("database", Rank.SERVER), program("gateway", Rank.FRONT_DOOR), program("shop", Rank.SERVICE));
        events.clear();

        supervisor.stop();
        assertThat(events).containsExactly("stop gateway", "stop shop", "stop database");
        assertThat(supervisor.statuses()).extracting(Status::state).containsOnly(State.STOPPED);
    }

    @Test
    void what_dies_is_started_again_after_a_while_and_counted() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE);
        up(shop);
        long before = shop.pid();
        Instant death = Instant.now();

        shop.kill();
        await().until(() -> status("shop").state() == State.RUNNING && shop.pid() != before);
        assertThat(Duration.between(death, Instant.now())).isGreaterThanOrEqualTo(FIRST_BACKOFF);
        assertThat(status("shop").restarts()).isEqualTo(1);
        assertThat(status("shop").pid()).isEqualTo(shop.pid());
    }

    @Test
    void what_dies_again_and_again_is_started_less_and_less_often() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE);
        up(shop);
        shop.running("exit 3");
        shop.kill();

        await().atMost(Duration.ofSeconds(10)).until(() -> status("shop").restarts() >= 4);
        assertThat(status("shop").note()).contains("again after");
        assertThat(rules().backoff().after(0)).isEqualTo(FIRST_BACKOFF);
        assertThat(rules().backoff().after(3)).isEqualTo(FIRST_BACKOFF.multipliedBy(8));
        assertThat(rules().backoff().after(60)).isEqualTo(rules().backoff().most());
    }

    @Test
    void a_start_that_fails_half_way_leaves_nothing_behind() throws Exception {
        FakeProgram database = program("database", Rank.SERVER);
        FakeProgram shop = program("shop", Rank.SERVICE).needing("database").running("exit 3").neverReady();
        FakeProgram gateway = program("gateway", Rank.FRONT_DOOR).needing("shop");
        begin(database, shop, gateway);

        assertThatThrownBy(() -> supervisor.ready().get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOf(Trouble.class).hasMessageContaining("shop did not start");
        supervisor.stop();
        assertThat(List.of(database, shop, gateway)).noneMatch(FakeProgram::left);
        assertThat(gateway.starts()).as("it needs what never came").isZero();
    }

    @Test
    void what_never_becomes_ready_is_given_up_and_ended() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE).neverReady();
        begin(shop);

        assertThatThrownBy(() -> supervisor.ready().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("not ready after 2 s");
        await().until(() -> !shop.isAlive());
    }

    @Test
    void what_is_frozen_is_shown_as_silent_and_not_killed() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE);
        up(shop);

        shop.neverReady();
        await().until(() -> !status("shop").healthy());
        assertThat(status("shop").state()).isEqualTo(State.RUNNING);
        assertThat(shop.starts()).isEqualTo(1);
    }

    @Test
    void one_program_can_be_taken_down_and_brought_back() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE);
        up(shop);

        supervisor.rest("shop");
        assertThat(shop.isAlive()).isFalse();
        assertThat(status("shop").state()).isEqualTo(State.STOPPED);

        supervisor.resume("shop");
        await().until(() -> status("shop").state() == State.RUNNING);
        assertThat(status("shop").restarts()).as("it did not die").isZero();
    }

    @Test
    void a_restart_ends_the_process_and_starts_another() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE);
        up(shop);
        long before = shop.pid();

        supervisor.restart("shop");
        await().until(() -> shop.starts() == 2 && status("shop").state() == State.RUNNING);
        assertThat(ProcessHandle.of(before)).isEmpty();
    }

    @Test
    void what_waits_for_its_next_start_can_still_be_stopped() throws Exception {
        FakeProgram shop = program("shop", Rank.SERVICE);
        up(shop);
        shop.running("exit 3");
        shop.kill();
        await().until(() -> status("shop").state() == State.RESTARTING);

        supervisor.stop();
        assertThat(status("shop").state()).isEqualTo(State.STOPPED);
    }

    private void up(FakeProgram... programs) throws Exception {
        begin(programs);
        supervisor.ready().get(20, TimeUnit.SECONDS);
    }

    private void begin(FakeProgram... programs) {
        supervisor = new Supervisor(List.of(programs), rules(), Clock.systemUTC());
        supervisor.start();
    }

    private FakeProgram program(String name, Rank rank) {
        return new FakeProgram(name, rank, folder, events);
    }

    private Status status(String name) {
        return supervisor.status(name);
    }

    private static Supervisor.Rules rules() {
        return new Supervisor.Rules(new Backoff(FIRST_BACKOFF, Duration.ofSeconds(2), Duration.ofMinutes(1)),
                Duration.ofSeconds(2), Duration.ofMillis(500), 3);
    }
}
