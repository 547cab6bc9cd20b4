package dev.whiteboard.local.launcher.supervise;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** Runs a set of programs: each starts when what it needs is ready, and they stop rank by rank in reverse. */
public final class Supervisor {

    /**
     * @param readyWithin how long a program may take until it is ready
     * @param probeBound  how long one question whether it is ready may take
     * @param atOnce      how many start at the same time
     */
    public record Rules(Backoff backoff, Duration readyWithin, Duration probeBound, int atOnce) {

        /** For this machine. */
        public static Rules usual(Duration readyWithin) {
            return new Rules(Backoff.USUAL, readyWithin, Duration.ofSeconds(2),
                    1 + Math.max(2, Runtime.getRuntime().availableProcessors()));
        }
    }

    private final List<Caretaker> caretakers;
    private volatile boolean started;

    public Supervisor(List<? extends Program> programs, Rules rules, Clock clock) {
        var startSlots = new Semaphore(rules.atOnce(), true);
        this.caretakers = programs.stream().map(program -> new Caretaker(program, rules, startSlots, clock)).toList();
    }

    /** Starts everything and returns at once. */
    public void start() {
        started = true;
        for (Caretaker caretaker : caretakers) {
            caretaker.begin(allReady(
                    caretakers.stream().filter(other -> caretaker.program().needs().contains(other.program().name()))
                            .toList()));
        }
    }

    /** Completes when everything was ready once, or with the first {@link Trouble}. */
    public CompletableFuture<Void> ready() {
        var ready = new CompletableFuture<Void>();
        allReady(caretakers).thenRun(() -> ready.complete(null));
        for (Caretaker caretaker : caretakers) {
            caretaker.firstReady().whenComplete((nothing, failure) -> {
                if (failure != null) {
                    ready.completeExceptionally(
                            failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                    ? wrapped.getCause()
                                    : failure);
                }
            });
        }
        return ready;
    }

    /** Stops everything and returns when it is down. */
    public void stop() {
        if (!started) {
            return;
        }
        for (Rank rank : List.of(Rank.values()).reversed()) {
            List<Caretaker> company = caretakers.stream().filter(one -> one.program().rank() == rank).toList();
            company.forEach(Caretaker::end);
            company.forEach(one -> one.ended().join());
        }
    }

    public void restart(String name) {
        find(name).restart();
    }

    /** Stops one program until {@link #resume}; returns when it is down. */
    public void rest(String name) {
        find(name).rest().join();
    }

    public void resume(String name) {
        find(name).resume();
    }

    public List<Status> statuses() {
        return caretakers.stream().map(Caretaker::status).toList();
    }

    Status status(String name) {
        return find(name).status();
    }

    public Program program(String name) {
        return find(name).program();
    }

    private Caretaker find(String name) {
        return caretakers.stream().filter(one -> one.program().name().equals(name)).findFirst()
                .orElseThrow(
                        () -> new Trouble("'%s' does not run. './whiteboard status' says what does.".formatted(name)));
    }

    private static CompletableFuture<Void> allReady(List<Caretaker> some) {
        return CompletableFuture.allOf(some.stream().map(Caretaker::firstReady).toArray(CompletableFuture[]::new));
    }
}
