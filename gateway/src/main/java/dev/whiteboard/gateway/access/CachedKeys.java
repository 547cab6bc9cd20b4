package dev.whiteboard.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.whiteboard.gateway.access.KeyExchange.Exchanged;
import reactor.core.publisher.Mono;

/**
 * Remembers what identity said about a key: a token for at most a minute, an unknown key for a few seconds. Callers that
 * ask for the same key at the same time wait for one exchange. A failed exchange is not remembered.
 *
 * <p>
 * Revocation is remembered on the other side: the ids of revoked keys stay here for longer than any token does, and are
 * looked at on every use. So a revocation that arrives while an exchange is still under way, which evicting entries would
 * miss, counts too. Plain keys are not kept, only their SHA-256.
 */
@Component
class CachedKeys {
    static final Duration TOKEN_KEPT = Duration.ofSeconds(60);
    static final Duration UNKNOWN_KEPT = Duration.ofSeconds(5);
    private static final int REMEMBERED = 50_000;

    private final KeyExchange identity;
    private final AsyncCache<String, Exchanged> known;
    private final Cache<String, Boolean> revoked;

    @Autowired
    CachedKeys(KeyExchange identity) {
        this(identity, Ticker.systemTicker());
    }

    CachedKeys(KeyExchange identity, Ticker ticker) {
        this.identity = identity;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Exchanged>creating((key, answer) -> keptFor(answer)))
                .buildAsync();
        this.revoked = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(TOKEN_KEPT.multipliedBy(2)).build();
    }

    Mono<Exchanged> find(String apiKey) {
        return Mono.fromFuture(() -> known.get(hash(apiKey), (hash, executor) -> identity.exchange(apiKey).toFuture()),
                true).map(this::unlessRevoked);
    }

    /** From now on this key is unknown. */
    void revoke(String apiKeyId) {
        revoked.put(apiKeyId, true);
    }

    /** After revocations may have been missed: ask identity again about every key. */
    void forget() {
        known.synchronous().invalidateAll();
    }

    private Exchanged unlessRevoked(Exchanged answer) {
        return answer instanceof Exchanged.Token token && revoked.getIfPresent(token.apiKeyId()) != null
                ? new Exchanged.Unknown()
                : answer;
    }

    private static Duration keptFor(Exchanged answer) {
        return switch (answer) {
            case Exchanged.Token token -> TOKEN_KEPT;
            case Exchanged.Unknown unknown -> UNKNOWN_KEPT;
        };
    }

    private static String hash(String apiKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
