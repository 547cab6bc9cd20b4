package dev.whiteboard.feed.home;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.feed.timeline.RedisAway;
import dev.whiteboard.feed.timeline.TimelineProperties;
import dev.whiteboard.feed.timeline.Timelines;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Builds the timelines of readers who came and had none. They have been answered by then; so a node builds only so many at
 * a time, and when all timelines are gone and everybody comes at once, the rest is forgotten until its reader comes again.
 * However many readers and nodes miss one timeline, one of them builds it.
 */
@Component
class Rebuilds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int MOST_WAITING = 1_000;

    private final HomeStore store;
    private final Timelines timelines;
    private final TimelineProperties properties;
    private final Set<Long> wanted = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor builders;
    private final Counter built;

    Rebuilds(HomeStore store, Timelines timelines, TimelineProperties properties,
            @Value("${whiteboard.feed.home.builders}") int builders, MeterRegistry meters) {
        this.store = store;
        this.timelines = timelines;
        this.properties = properties;
        this.built = Counter.builder("whiteboard.feed.rebuilds").description("Timelines built from Postgres")
                .register(meters);
        this.builders = new ThreadPoolExecutor(builders, builders, 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING), Thread.ofPlatform().name("rebuild-", 0).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    void request(long owner) {
        if (builders.getQueue().remainingCapacity() > 0 && wanted.add(owner)) {
            builders.execute(() -> build(owner));
        }
    }

    private void build(long owner) {
        try {
            rebuild(owner);
        } catch (RedisAway away) {
            LOG.debug("the timeline of {} stays as it is: {}", owner, away.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the timeline of {} could not be built: {}", owner, e.toString());
        } finally {
            wanted.remove(owner);
        }
    }

    /** The order matters: see {@link Timelines}. */
    boolean rebuild(long owner) {
        String token = UUID.randomUUID().toString();
        if (!timelines.begin(owner, token)) {
            return false;
        }
        built.increment();
        CrashPoint.reached("rebuild.begun");
        HomeStore.Newest newest = store.newest(owner, properties.entries(), properties.perAuthor());
        List<Long> entries = newest.entries().stream().filter(entry -> entry > newest.floor()).toList();
        return timelines.fill(owner, token, entries, newest.floor());
    }

    @Override
    public void close() {
        builders.shutdownNow();
    }
}
