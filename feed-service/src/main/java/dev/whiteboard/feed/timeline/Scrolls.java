package dev.whiteboard.feed.timeline;

import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a ranked feed remembers of a reader for a while: the order that a scroll pins, and what they have been shown. */
public final class Scrolls {
    private static final int MOST_SEEN = 1_000;

    private final RedisLink redis;
    private final Duration patience;
    private final Duration pinPatience;

    Scrolls(RedisLink redis, TimelineProperties properties) {
        this.redis = redis;
        this.patience = properties.patience();
        this.pinPatience = properties.pushPatience();
    }

    /** @return false if Redis did not take it */
    public boolean pin(long reader, String scroll, String order, Duration lifetime) {
        try {
            redis.ask(pinPatience, commands -> commands.set(key("scroll", reader) + ":" + scroll, order,
                    SetArgs.Builder.px(lifetime)));
            return true;
        } catch (RedisAway away) {
            return false;
        }
    }

    /**
     * @return nothing if it was pinned too long ago, or is lost
     * @throws RedisAway if nobody knows: nothing else can say what was pinned, so this waits longer than other reads
     */
    public Optional<String> pinned(long reader, String scroll) {
        return Optional.ofNullable(
                redis.ask(pinPatience, commands -> commands.get(key("scroll", reader) + ":" + scroll)));
    }

    /** The entries that a reader was shown; nobody waits for it if Redis is away, and something is shown twice. */
    public Set<Long> seen(long reader) {
        try {
            List<String> seen = redis.ask(patience, commands -> commands.zrange(key("seen", reader), 0, -1));
            return seen.stream().map(EntryText::read).collect(Collectors.toUnmodifiableSet());
        } catch (RedisAway away) {
            return Set.of();
        }
    }

    public void see(long reader, Collection<Long> entries, long nowMillis, Duration lifetime) {
        if (entries.isEmpty()) {
            return;
        }
        String key = key("seen", reader);
        try {
            redis.ask(patience, commands -> {
                commands.zremrangebyscore(key, Range.create(0, nowMillis - lifetime.toMillis()));
                commands.zremrangebyrank(key, 0, -MOST_SEEN - 1L);
                commands.pexpire(key, lifetime);
                return commands.zadd(key, entries.stream()
                        .map(entry -> ScoredValue.just(nowMillis, EntryText.of(entry))).toArray(ScoredValue[]::new));
            });
        } catch (RedisAway away) {
            // they will be shown again, which is all that is lost
        }
    }

    private static String key(String noun, long reader) {
        return "feed:" + noun + ":{" + TimelineKey.slot(reader) + "}:" + reader;
    }
}
