package dev.whiteboard.feed.timeline;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What Redis itself holds, without Postgres judging it. */
public final class RawTimelines implements AutoCloseable {
    private static final TimelineProperties PROPERTIES = new TimelineProperties(800, 40, Duration.ofDays(7),
            Duration.ofSeconds(30), 200, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO);
    private final RedisLink link;
    private final Timelines timelines;
    private final RedisClient client;

    public RawTimelines(String url) {
        this.link = new RedisLink(url, PROPERTIES, Ticker.systemTicker());
        this.timelines = new Timelines(link, PROPERTIES);
        this.client = RedisClient.create(url);
    }

    public Timelines timelines() {
        return timelines;
    }

    /** The entries of a timeline that is ready. */
    public Optional<List<Long>> entries(long owner) {
        return timelines.read(owner, Long.MAX_VALUE, 1_000).map(Slice::entries);
    }

    /** Loses every timeline of this Redis number. */
    public void flush() {
        try (var connection = client.connect()) {
            connection.sync().flushdb();
        }
    }

    /** How many members a timeline has, marks included. */
    public long size(long owner) {
        try (var connection = client.connect()) {
            return connection.sync().zcard(TimelineKey.of(owner));
        }
    }

    /** What Redis takes, as it says it: {@code 12.34M}. */
    public String memory() {
        try (var connection = client.connect()) {
            return connection.sync().info("memory").replaceAll("(?s).*used_memory_human:(\\S+).*", "$1");
        }
    }

    @Override
    public void close() {
        link.close();
        client.shutdown();
    }
}
