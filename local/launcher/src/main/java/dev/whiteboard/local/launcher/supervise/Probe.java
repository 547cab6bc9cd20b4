package dev.whiteboard.local.launcher.supervise;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks whether a program is ready without ever waiting longer than a bound, be the program frozen or not. */
final class Probe {

    private final BooleanSupplier question;
    private final Duration bound;
    private @Nullable CompletableFuture<Boolean> pending;

    Probe(BooleanSupplier question, Duration bound) {
        this.question = question;
        this.bound = bound;
    }

    /** The answer; an answer that does not come in time is no. */
    boolean ask() throws InterruptedException {
        CompletableFuture<Boolean> answer = pending == null ? begin() : pending;
        try {
            boolean ready = answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
            pending = null;
            return ready;
        } catch (TimeoutException frozen) {
            pending = answer;
            return false;
        } catch (ExecutionException unanswered) {
            pending = null;
            return false;
        }
    }

    private CompletableFuture<Boolean> begin() {
        var answer = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(question.getAsBoolean());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
