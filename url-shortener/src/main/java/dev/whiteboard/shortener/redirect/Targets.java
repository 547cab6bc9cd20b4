package dev.whiteboard.shortener.redirect;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cache-aside in three steps: this node's memory, then Redis, then Postgres.
 *
 * <p>
 * <b>One load per key.</b> The near cache holds futures, so that everybody who asks for a key while it is being loaded,
 * also for one that does not exist or has just expired, waits for the same load; a load that fails is not kept.
 *
 * <p>
 * <b>A late fill never wins.</b> Dropping a key also drops a load under way from the cache: those who wait for it get its
 * answer, nobody after them does. In Redis, the version decides.
 *
 * <p>
 * <b>Lifetimes are absolute</b>: counted from the load, never from the last use, or a busy link would live for ever.
 */
final class Targets {
    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final AsyncCache<String, @Nullable Target> near;
    private final SharedCache shared;
    private final TargetStore store;

    Targets(RedirectProperties properties, SharedCache shared, TargetStore store, Executor loading, Ticker ticker) {
        this.near = Caffeine.newBuilder().maximumSize(properties.nearEntries())
                .expireAfterWrite(properties.nearLifetime()).ticker(ticker).executor(loading).recordStats()
                .buildAsync();
        this.shared = shared;
        this.store = store;
    }

    /** The target now, if this node knows it, else soon; null if it cannot be found out, which is not remembered. */
    CompletableFuture<@Nullable Target> find(String shortKey) {
        return near.get(shortKey, this::load);
    }

    /** Forgets a key in this node's memory. */
    void drop(String shortKey) {
        near.synchronous().invalidate(shortKey);
    }

    private @Nullable Target load(String shortKey) {
        Optional<Target> known = shared.get(shortKey);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Target target = store.find(shortKey).orElseGet(Target.Missing::new);
            shared.offer(shortKey, target);
            return target;
        } catch (TargetStore.Overloaded e) {
            LOG.debug("{} was not looked up", shortKey, e);
            return null;
        }
    }
}
