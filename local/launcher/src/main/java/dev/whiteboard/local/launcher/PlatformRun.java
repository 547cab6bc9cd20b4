package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.build.Apps;
import dev.whiteboard.local.launcher.platform.Preconditions;
import dev.whiteboard.local.launcher.platform.Programs;
import dev.whiteboard.local.launcher.supervise.ControlServer;
import dev.whiteboard.local.launcher.supervise.Lock;
import dev.whiteboard.local.launcher.supervise.LogFile;
import dev.whiteboard.local.launcher.supervise.Orders;
import dev.whiteboard.local.launcher.supervise.State;
import dev.whiteboard.local.launcher.supervise.Supervisor;
import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.terminal.Board;
import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Plan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One life of the platform, from {@code up} to its end. This process is the supervisor: when it ends, by Ctrl-C, by
 * {@code ./whiteboard down}, by a failed start or by a kill, everything it started ends with it.
 */
final class PlatformRun {

    private static final Duration FRAME = Duration.ofMillis(150);
    private static final Duration BETWEEN_ROTATIONS = Duration.ofMinutes(1);
    private static final int LAST_WORDS = 12;

    private final Setup setup;
    private final Command.Up command;
    private final Board board;
    private final Instant begin = Instant.now();

    PlatformRun(Setup setup, Command.Up command) {
        this.setup = setup;
        this.command = command;
        this.board = new Board(System.out, setup.plain() || command.plain(), setup.columns());
    }

    int run() throws IOException, InterruptedException {
        Plan plan = Plan.of(setup.topology(), command.services(), command.replicas());
        try (Lock lock = lock()) {
            Preconditions.require(setup.home(), plan, lock.previousDied());
            Apps apps = setup.apps();
            apps.prepare(plan.services(), board::say);
            apps.forgetOld(plan.services());
            var supervisor = new Supervisor(Programs.of(plan, setup.home(), apps),
                    Supervisor.Rules.usual(command.timeout()), Clock.systemUTC());
            var stopping = new Stopping(supervisor, board);
            Runtime.getRuntime().addShutdownHook(new Thread(stopping::run, "stop"));
            var orders = new Orders(supervisor, () -> System.exit(0));
            try (ControlServer _ = ControlServer.open(setup.home().run(), orders::carryOut)) {
                supervisor.start();
                awaitReady(supervisor);
                Welcome.lines(plan, Duration.between(begin, Instant.now())).forEach(board::say);
                orders.everythingIsUp();
                stay(supervisor);
            } finally {
                stopping.run();
            }
        }
        return 0;
    }

    private Lock lock() throws IOException {
        Optional<Lock> lock = Lock.take(setup.home().run());
        if (lock.isEmpty()) {
            String who = Lock.holder(setup.home().run()).map(PlatformRun::describe).orElse("");
            throw new Trouble(
                    "Whiteboard already runs here%s. './whiteboard status' shows it, './whiteboard down' stops it."
                            .formatted(who));
        }
        return lock.get();
    }

    private static String describe(ProcessHandle process) {
        return " (process %d%s)".formatted(process.pid(), process.info().startInstant()
                .map(start -> ", up for " + Amount.of(Duration.between(start, Instant.now()))).orElse(""));
    }

    private void awaitReady(Supervisor supervisor) throws InterruptedException, IOException {
        CompletableFuture<Void> ready = supervisor.ready();
        while (true) {
            show(supervisor);
            try {
                ready.get(FRAME.toMillis(), TimeUnit.MILLISECONDS);
                show(supervisor);
                return;
            } catch (TimeoutException notYet) {
                continue;
            } catch (ExecutionException e) {
                show(supervisor);
                throw lastWords(supervisor, String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            }
        }
    }

    /** The trouble, with the end of the log of what failed. */
    private static Trouble lastWords(Supervisor supervisor, String line) throws IOException {
        var text = new StringBuilder(line);
        for (var status : supervisor.statuses()) {
            if (status.state() == State.FAILED) {
                var log = new LogFile(supervisor.program(status.name()).log(), LogFile.USUAL_LIMIT);
                text.append("\nThe end of ").append(log.path()).append(':');
                log.last(LAST_WORDS).forEach(word -> text.append("\n  ").append(word));
                break;
            }
        }
        return new Trouble(text.toString());
    }

    /** Until the process is told to end, which runs the shutdown hook; meanwhile deaths and restarts are shown. */
    private void stay(Supervisor supervisor) throws InterruptedException, IOException {
        var plain = new Board(System.out, true, setup.columns());
        Instant rotated = Instant.now();
        while (true) {
            plain.show(StatusLines.of(supervisor.statuses(), Instant.now()));
            Thread.sleep(FRAME);
            if (Instant.now().isAfter(rotated.plus(BETWEEN_ROTATIONS))) {
                LogFile.rotateAll(setup.home().logs(), LogFile.USUAL_LIMIT);
                rotated = Instant.now();
            }
        }
    }

    private void show(Supervisor supervisor) {
        board.show(StatusLines.of(supervisor.statuses(), Instant.now()));
    }
}
