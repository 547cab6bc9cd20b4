package dev.whiteboard.local.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

    @TempDir
    Path folder;

    @Test
    void a_question_gets_its_lines() throws IOException {
        try (ControlServer _ = ControlServer.open(folder, line -> List.of("you said " + line, "done"))) {
            assertThat(new ControlClient(folder).ask("hello")).contains(List.of("you said hello", "done"));
        }
    }

    @Test
    void trouble_there_is_trouble_here() throws IOException {
        try (ControlServer _ = ControlServer.open(folder, line -> {
            throw new Trouble("no such thing");
        })) {
            assertThatThrownBy(() -> new ControlClient(folder).ask("x")).isInstanceOf(Trouble.class)
                    .hasMessage("no such thing");
        }
    }

    @Test
    void only_its_owner_can_ask() throws IOException {
        try (ControlServer _ = ControlServer.open(folder, line -> List.of())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("control.sock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nobody_answers_when_nothing_runs_or_a_dead_one_left_its_socket() throws IOException {
        assertThat(new ControlClient(folder).ask("status")).isEqualTo(Optional.empty());

        Files.createFile(folder.resolve("control.sock"));
        assertThat(new ControlClient(folder).ask("status")).isEqualTo(Optional.empty());
        try (ControlServer _ = ControlServer.open(folder, line -> List.of("alive"))) {
            assertThat(new ControlClient(folder).ask("status")).contains(List.of("alive"));
        }
    }

    @Test
    void a_folder_with_a_path_too_long_for_a_socket_works_as_well() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(100)).resolve("e".repeat(100)));

        try (ControlServer _ = ControlServer.open(deep, line -> List.of("deep"))) {
            assertThat(new ControlClient(deep).ask("status")).contains(List.of("deep"));
            assertThat(ControlSocket.reach(deep).toString()).hasSizeLessThan(90);
        } finally {
            Files.delete(ControlSocket.reach(deep));
        }
    }

    @Test
    void a_status_survives_the_socket() {
        var status = new Status("shop", State.RESTARTING, false, 8102, 0, Instant.ofEpochMilli(1_700_000_000_000L), 3,
                "exit code 1, again after 2.0 s");

        assertThat(Status.parse(status.toLine())).isEqualTo(status);
    }

    @Test
    void orders_reach_the_program_they_name() throws Exception {
        var shop = new FakeProgram("shop", Rank.SERVICE, folder, new ConcurrentLinkedQueue<>());
        var supervisor = new Supervisor(List.of(shop), Supervisor.Rules.usual(Duration.ofSeconds(20)),
                Clock.systemUTC());
        var down = new AtomicBoolean();
        var orders = new Orders(supervisor, () -> down.set(true));
        supervisor.start();
        supervisor.ready().get();
        try {
            assertThat(orders.carryOut("ready shop")).containsExactly("ok");
            assertThat(orders.carryOut("stop shop")).containsExactly("ok");
            assertThat(shop.isAlive()).isFalse();
            assertThat(orders.carryOut("ready shop")).containsExactly("not ready");
            assertThat(orders.carryOut("up")).containsExactly("not yet");
            assertThatThrownBy(() -> orders.carryOut("kill teapot")).isInstanceOf(Trouble.class);
            assertThatThrownBy(() -> orders.carryOut("fly")).isInstanceOf(Trouble.class);
        } finally {
            supervisor.stop();
        }
    }
}
