package dev.whiteboard.local.launcher.supervise;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Looks after one program on a thread of its own: starts it, asks now and then how it is, starts it again when it died,
 * ends it when told to. Only this thread starts and stops the program, so the two never race.
 */
final class Caretaker {

    private static final Duration BETWEEN_START_PROBES = Duration.ofMillis(100);
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

    private enum Wish {
        RUN, RESTART, REST, END
    }

    private final Program program;
    private final Supervisor.Rules rules;
    private final Semaphore startSlots;
    private final Clock clock;
    private final Probe probe;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Queue<CompletableFuture<Void>> resting = new ConcurrentLinkedQueue<>();
    private final Object bell = new Object();
    private boolean rung;
    private volatile Status status;
    private volatile Wish wish = Wish.RUN;

    Caretaker(Program program, Supervisor.Rules rules, Semaphore startSlots, Clock clock) {
        this.program = program;
        this.rules = rules;
        this.startSlots = startSlots;
        this.clock = clock;
        this.probe = new Probe(program::isReady, rules.probeBound());
        this.status = new Status(program.name(), State.WAITING, false, program.port(), 0, clock.instant(), 0, "");
    }

    Program program() {
        return program;
    }

    Status status() {
        return status;
    }

    /** Completes when the program was ready for the first time, or with the {@link Trouble} that kept it from it. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /** Completes when the program is down for good. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void begin(CompletableFuture<?> needs) {
        Thread.ofVirtual().name("caretaker-" + program.name()).start(() -> {
            needs.whenComplete((nothing, failure) -> ring());
            try {
                live(needs);
            } catch (InterruptedException | RuntimeException e) {
                fail(String.valueOf(e.getMessage()));
            }
            ended.complete(null);
            tellItIsDown();
        });
    }

    void restart() {
        wish(Wish.RESTART);
    }

    /** Stops the program until {@link #resume}; completes when it is down. */
    CompletableFuture<Void> rest() {
        var down = new CompletableFuture<Void>();
        resting.add(down);
        wish(Wish.REST);
        return down;
    }

    void resume() {
        wish(Wish.RUN);
    }

    void end() {
        wish(Wish.END);
    }

    private void wish(Wish newWish) {
        if (wish != Wish.END) {
            wish = newWish;
            ring();
        }
    }

    private void live(CompletableFuture<?> needs) throws InterruptedException {
        while (wish != Wish.END && (!needs.isDone() || needs.isCompletedExceptionally())) {
            pause(Duration.ofSeconds(10));
        }
        int deaths = 0;
        while (wish != Wish.END) {
            wish = wish == Wish.RESTART ? Wish.RUN : wish;
            if (wish == Wish.REST) {
                rested();
                continue;
            }
            if (startAndAwait()) {
                watch();
                Duration lived = Duration.between(status.since(), clock.instant());
                deaths = lived.compareTo(rules.backoff().calm()) > 0 ? 0 : deaths;
            }
            if (wish != Wish.RUN) {
                halt();
            } else if (firstReady.isDone()) {
                backOff(deaths++);
            } else {
                fail(status.note().startsWith(program.name() + " cannot start")
                        ? status.note()
                        : "%s did not start: %s".formatted(program.name(), status.note()));
                return;
            }
        }
        move(State.STOPPED, "");
    }

    /** Starts the program and waits until it is ready; false when it died, took too long or is no longer wanted. */
    private boolean startAndAwait() throws InterruptedException {
        startSlots.acquire();
        try {
            move(State.STARTING, "");
            program.start();
            status = status.withPid(program.pid());
            ProcessHandle.of(program.pid()).ifPresent(process -> process.onExit().thenRun(this::ring));
            for (long begin = System.nanoTime(); wish == Wish.RUN && program.isAlive();) {
                if (probe.ask()) {
                    become(State.RUNNING, true, "");
                    firstReady.complete(null);
                    return true;
                }
                if (System.nanoTime() - begin > rules.readyWithin().toNanos()) {
                    program.stop();
                    move(State.STARTING, "not ready after " + rules.readyWithin().toSeconds() + " s");
                    return false;
                }
                pause(BETWEEN_START_PROBES);
            }
            move(State.STARTING, wish == Wish.RUN ? program.ending() : "");
            return false;
        } catch (RuntimeException e) {
            move(State.STARTING, String.valueOf(e.getMessage()));
            return false;
        } finally {
            startSlots.release();
        }
    }

    private void watch() throws InterruptedException {
        while (wish == Wish.RUN && program.isAlive()) {
            boolean healthy = probe.ask();
            become(State.RUNNING, healthy, healthy ? "" : "does not answer");
            pause(BETWEEN_PROBES);
        }
    }

    private void backOff(int deaths) throws InterruptedException {
        Duration delay = rules.backoff().after(deaths);
        status = status.restarted();
        move(State.RESTARTING, "%s, again after %.1f s".formatted(program.ending(), delay.toMillis() / 1000.0));
        long until = System.nanoTime() + delay.toNanos();
        while (wish == Wish.RUN && System.nanoTime() < until) {
            pause(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
    }

    private void halt() {
        move(State.STOPPING, "");
        program.stop();
        status = status.withPid(0);
    }

    private void rested() throws InterruptedException {
        move(State.STOPPED, "on request");
        while (wish == Wish.REST) {
            tellItIsDown();
            pause(Duration.ofSeconds(10));
        }
    }

    private void tellItIsDown() {
        for (CompletableFuture<Void> asked = resting.poll(); asked != null; asked = resting.poll()) {
            asked.complete(null);
        }
    }

    private void fail(String why) {
        program.stop();
        move(State.FAILED, why);
        status = status.withPid(0);
        firstReady.completeExceptionally(new Trouble(why));
    }

    private void move(State next, String note) {
        become(next, false, note);
    }

    private void become(State next, boolean healthy, String note) {
        status = status.in(next, healthy, note.lines().findFirst().orElse("").replace('\t', ' '), clock.instant());
    }

    private void ring() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    /** Waits that long, or less when something happened. */
    private void pause(Duration atMost) throws InterruptedException {
        synchronized (bell) {
            if (!rung) {
                bell.wait(Math.max(1, atMost.toMillis()));
            }
            rung = false;
        }
    }
}
