package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.build.Apps;
import dev.whiteboard.local.launcher.build.LauncherCopies;
import dev.whiteboard.local.launcher.platform.FrontDoor;
import dev.whiteboard.local.launcher.platform.Preconditions;
import dev.whiteboard.local.launcher.platform.Programs;
import dev.whiteboard.local.launcher.platform.Training;
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
        Plan plan = command.serversOnly()
                ? Plan.ofServers(setup.topology())
                : Plan.of(setup.topology(), command.services(), command.replicas());
        var stopping = new Stopping();
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::run, "stop"));
        try {
            Lock lock = stopping.willClose(lock());
            Preconditions.require(setup.home(), plan, lock.previousDied());
            Apps apps = setup.apps();
            apps.prepare(plan.services(), board::say);
            apps.forgetOld(plan.services());
            LauncherCopies.forgetOld(setup.home().launchers());
            live(plan, apps, stopping);
        } finally {
            stopping.run();
        }
        return 0;
    }

    private void live(Plan plan, Apps apps, Stopping stopping) throws IOException, InterruptedException {
        var supervisor = new Supervisor(Programs.of(plan, setup.home(), apps),
                Supervisor.Rules.usual(command.timeout()), Clock.systemUTC());
        var orders = new Orders(supervisor, () -> System.exit(0));
        stopping.willClose(ControlServer.open(setup.home().run(), orders::carryOut));
        stopping.willClose(() -> stop(supervisor));
        supervisor.start();
        awaitReady(supervisor);
        FrontDoor.awaitOpen(plan);
        Welcome.lines(plan, Duration.between(begin, Instant.now())).forEach(board::say);
        board.onlyChangesFromNow();
        orders.everythingIsUp();
        Thread training = Thread.ofPlatform().daemon().name("training")
                .start(() -> new Training(plan, setup.home(), apps).run());
        stopping.willClose(training::interrupt);
        stay(supervisor);
    }

    private void stop(Supervisor supervisor) {
        Instant asked = Instant.now();
        board.say("stopping ...");
        supervisor.stop();
        board.say("Everything is stopped, after %s.".formatted(Amount.of(Duration.between(asked, Instant.now()))));
    }

    private Lock lock() throws IOException {
        Optional<Lock> lock = Lock.take(setup.home().run());
        if (lock.isEmpty()) {
            String who = Lock.holder(setup.home().run()).map(PlatformRun::describe).orElse("");
            throw new Trouble(
                    "A platform already runs here%s. './whiteboard status' shows it, './whiteboard down' stops it."
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
        Instant rotated = Instant.now();
        while (true) {
            board.show(StatusLines.of(supervisor.statuses(), Instant.now()));
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
