package dev.whiteboard.shortener.redirect;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.whiteboard.shortener.block.BlocksChanged;
import dev.whiteboard.shortener.host.Host;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

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
class Targets {
    private final AsyncCache<String, @Nullable Target> near;
    private final TargetLoads loads;
    private final Predicate<Host> blocks;

    private volatile long sweeps;

    Targets(RedirectProperties properties, TargetLoads loads, Predicate<Host> blocks, Executor maintenance,
            Ticker ticker) {
        this.near = Caffeine.newBuilder().maximumSize(properties.nearEntries())
                .expireAfterWrite(properties.nearLifetime()).recordStats().ticker(ticker).executor(maintenance)
                .buildAsync();
        this.loads = loads;
        this.blocks = blocks;
    }

    /** Tells how often a link is in this node's memory. */
    void measure(MeterRegistry meters) {
        CaffeineCacheMetrics.monitor(meters, near, "short-links");
    }

    /** The target now, if this node knows it, else soon; null if it cannot be found out, which is not remembered. */
    CompletableFuture<@Nullable Target> find(String shortKey) {
        CompletableFuture<@Nullable Target> known = near.getIfPresent(shortKey);
        return known != null ? known : load(shortKey);
    }

    /** A load may have asked the old list of blocked hosts and come too late for the sweep: then it is not kept. */
    private CompletableFuture<@Nullable Target> load(String shortKey) {
        long before = sweeps;
        CompletableFuture<@Nullable Target> load = near.get(shortKey,
                (key, _) -> loads.load(key).thenApply(this::unlessBlocked));
        if (sweeps != before) {
            near.asMap().remove(shortKey, load);
        }
        return load;
    }

    /** Forgets a key in this node's memory. */
    void drop(String shortKey) {
        near.synchronous().invalidate(shortKey);
    }

    /**
     * Reads a key anew where it is true, whatever the copies say, and puts those right that say otherwise.
     *
     * @throws TargetStore.Overloaded if it cannot be read now
     */
    Target refresh(String shortKey) {
        Target target = loads.refresh(shortKey);
        drop(shortKey);
        return Objects.requireNonNull(unlessBlocked(target));
    }

    /** A link to a blocked host leads nowhere. Copies in Redis know nothing of that, so that a block can be lifted. */
    @Nullable
    Target unlessBlocked(@Nullable Target target) {
        return switch (target) {
            case Target.Live live when blocked(live) -> new Target.Gone(live.version());
            case Target.Guarded guarded when blocked(guarded.live()) -> new Target.Gone(guarded.version());
            case null, default -> target;
        };
    }

    private boolean blocked(Target.Live live) {
        return Host.of(live.location()).filter(blocks).isPresent();
    }

    /**
     * Forgets what another list of blocked hosts decides otherwise: whatever leads to one of them now, whatever may have been
     * kept from its place until now, and every load under way, which may have asked the old list.
     */
    @EventListener
    synchronized void on(BlocksChanged change) {
        sweeps++;
        near.asMap().forEach((key, load) -> {
            Target target = load.state() == Future.State.SUCCESS ? load.resultNow() : null;
            if (target == null || target instanceof Target.Gone || unlessBlocked(target) != target) {
                near.asMap().remove(key, load);
            }
        });
    }
}
