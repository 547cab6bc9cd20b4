package dev.whiteboard.common.security;

import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Identity's public keys, kept here so that verifying a token is no call to identity.
 *
 * <p>
 * A known key is answered at once; if the set has grown old, one refresh starts behind that answer. An unknown id is the
 * only thing that waits for identity, and at most once per {@code patience}: whoever sends a thousand made-up ids causes
 * one request, not a thousand. The set that was fetched last holds for as long as identity stays away.
 */
final class IdentityKeys implements VerificationKeys {
    private static final Logger log = LoggerFactory.getLogger(IdentityKeys.class);

    /** What is known, and since when. */
    private record Known(Map<String, RSAPublicKey> keys, Instant since) {}

    private final JwksEndpoint endpoint;
    private final Duration freshFor;
    private final Duration patience;
    private final InstantSource clock;
    private final AtomicReference<@Nullable CompletableFuture<Known>> flight = new AtomicReference<>();
    private volatile @Nullable Known known;
    private volatile Instant lastAttempt = Instant.MIN;

    IdentityKeys(List<URI> identity, Duration freshFor, Duration patience, InstantSource clock) {
        this.endpoint = new JwksEndpoint(identity);
        this.freshFor = freshFor;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<RSAPublicKey>> find(String keyId) {
        Known current = known;
        RSAPublicKey key = current == null ? null : current.keys.get(keyId);
        if (current != null && key != null) {
            if (isDue(current.since, freshFor) && isDue(lastAttempt, patience)) {
                var _ = refresh();
            }
            return CompletableFuture.completedFuture(Optional.of(key));
        }
        return latest().thenApply(fetched -> Optional.ofNullable(fetched.keys.get(keyId)));
    }

    /** The newest set there is to be had for a key we do not know; fails only if there has never been one. */
    private CompletableFuture<Known> latest() {
        Known current = known;
        CompletableFuture<Known> running = flight.get();
        if (running == null && !isDue(lastAttempt, patience)) {
            return current != null
                    ? CompletableFuture.completedFuture(current)
                    : CompletableFuture.failedFuture(new IllegalStateException("no keys yet"));
        }
        CompletableFuture<Known> fetched = running != null ? running : refresh();
        return current == null ? fetched : fetched.exceptionally(unreachable -> current);
    }

    /** Fetches the set, unless somebody is already doing so. */
    CompletableFuture<Known> refresh() {
        CompletableFuture<Known> mine = new CompletableFuture<>();
        CompletableFuture<Known> running = flight.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        lastAttempt = clock.instant();
        var _ = endpoint.fetch().whenComplete((keys, failure) -> {
            flight.set(null);
            if (failure != null) {
                log.warn("Identity's keys could not be fetched, keeping {}: {}",
                        known == null ? "none" : "the last set",
                        String.valueOf(failure.getMessage()));
                mine.completeExceptionally(failure);
                return;
            }
            Known fetched = new Known(keys, clock.instant());
            known = fetched;
            mine.complete(fetched);
        });
        return mine;
    }

    private boolean isDue(Instant since, Duration interval) {
        return Instant.MIN.equals(since) || Duration.between(since, clock.instant()).compareTo(interval) >= 0;
    }
}
