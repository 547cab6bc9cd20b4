package dev.whiteboard.limiter.engine.denial;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.whiteboard.limiter.engine.redis.RedisLink;
import io.lettuce.core.ScoredValue;

/** What all nodes reported about refusals: the most limited clients of this hour and the last, and each one's latest. */
public final class DenialBoard {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final RedisLink redis;
    private final InstantSource clock;

    /** A client and how often a rule refused it. */
    public record Ranked(Denied denied, long count) {}

    public DenialBoard(RedisLink redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    public CompletionStage<List<Ranked>> top(int most) {
        return hour(clock.millis(), most).thenCombine(hour(clock.millis() - HOUR, most), (now, before) -> {
            Map<Denied, Long> counts = new HashMap<>();
            now.forEach(ranked -> counts.merge(ranked.denied(), ranked.count(), Long::sum));
            before.forEach(ranked -> counts.merge(ranked.denied(), ranked.count(), Long::sum));
            return counts.entrySet().stream().map(entry -> new Ranked(entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparingLong(Ranked::count).reversed()).limit(most).toList();
        });
    }

    public CompletionStage<List<Denial>> recent(String clientId) {
        return redis.send(commands -> commands.lrange(DenialLog.bytes(recentKey(clientId)), 0, -1))
                .thenApply(lines -> lines.stream().map(line -> Denial.of(text(line))).toList());
    }

    private CompletionStage<List<Ranked>> hour(long at, int most) {
        return redis.send(commands -> commands.zrevrangeWithScores(DenialLog.bytes(hourKey(at)), 0, most - 1L))
                .thenApply(rows -> rows.stream().map(DenialBoard::ranked).toList());
    }

    private static Ranked ranked(ScoredValue<byte[]> row) {
        return new Ranked(Denied.of(text(row.getValue())), (long) row.getScore());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String hourKey(long millis) {
        return "limiter:denied:{denied}:" + millis / HOUR;
    }

    static String recentKey(String clientId) {
        return "limiter:recent:{" + clientId + "}";
    }
}
