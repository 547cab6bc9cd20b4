package dev.whiteboard.common.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * This service's own access token, always in force.
 *
 * <p>
 * One fetch is under way at most, however many ask. Once four fifths of a token's life are over, the next caller starts
 * the fetch of its successor and still gets the old one, so nobody waits for identity except at the very start; and as
 * long as the old one holds, identity may be away.
 */
public final class ServiceTokens {
    /** As identity issues it. */
    record Issued(
            String accessToken,
            Duration lifetime) {}

    private record Held(
            String token,
            Instant refreshAt,
            Instant expiresAt) {}

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<CompletionStage<Issued>> endpoint;
    private final InstantSource clock;
    private final AtomicReference<@Nullable CompletableFuture<String>> flight = new AtomicReference<>();
    private volatile @Nullable Held held;
    private volatile Instant lastAttempt = Instant.EPOCH;

    ServiceTokens(Supplier<CompletionStage<Issued>> endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The token to show now; fails if there is none and identity gives none. It does not block. */
    public CompletionStage<String> current() {
        Held current = held;
        Instant now = clock.instant();
        if (current == null || !now.isBefore(current.expiresAt)) {
            return fetch();
        }
        if (!now.isBefore(current.refreshAt) && !now.isBefore(lastAttempt.plus(PATIENCE))) {
            fetch();
        }
        return CompletableFuture.completedFuture(current.token);
    }

    /** Forgets a token that somebody refused, for example because identity's keys were replaced. */
    public void refused(String token) {
        Held current = held;
        if (current != null && current.token.equals(token)) {
            held = null;
        }
    }

    private CompletionStage<String> fetch() {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> running = flight.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        lastAttempt = clock.instant();
        endpoint.get().whenComplete((issued, failure) -> {
            if (failure == null) {
                held = hold(issued);
            }
            flight.set(null);
            if (failure == null) {
                mine.complete(issued.accessToken());
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private Held hold(Issued issued) {
        Instant now = clock.instant();
        return new Held(issued.accessToken(), now.plus(issued.lifetime().multipliedBy(4).dividedBy(5)),
                now.plus(issued.lifetime()).minus(MARGIN));
    }
}
