package dev.whiteboard.video.watch;

import dev.whiteboard.common.redis.VersionedLine;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.ViewCounts;
import dev.whiteboard.video.memory.Memory;
import dev.whiteboard.video.watch.ViewCounting.Counted;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The numbers that are shown, in Redis. Each was a total of Postgres at some time; totals only grow, so of two the larger
 * is the newer, and only it is kept. What is not there is asked of Postgres and put there.
 */
@Component
class LiveCounts implements ViewCounts {
    private final Memory memory;
    private final ViewStore store;
    private final WatchProperties properties;

    LiveCounts(Memory memory, ViewStore store, WatchProperties properties) {
        this.memory = memory;
        this.store = store;
        this.properties = properties;
    }

    @Override
    public Map<VideoId, Long> of(Collection<VideoId> videos) {
        List<VideoId> all = List.copyOf(videos);
        Map<VideoId, Long> counts = new HashMap<>(known(all));
        List<VideoId> missing = all.stream().filter(video -> !counts.containsKey(video)).toList();
        if (!missing.isEmpty()) {
            counts.putAll(refreshed(missing));
        }
        return counts;
    }

    /** After the commit: of those who count one video at once, the last to commit is then sure to see what all have counted. */
    @TransactionalEventListener(fallbackExecution = true)
    public void on(Counted counted) {
        refreshed(counted.videos());
    }

    private Map<VideoId, Long> refreshed(List<VideoId> videos) {
        Map<VideoId, Long> totals = store.totals(videos);
        memory.tell(redis -> totals.forEach((video, total) -> {
            RedisFuture<Long> _ = VersionedLine.put(redis,
                    List.of(new VersionedLine(key(video), Long.toString(total), total, properties.shown())));
        }));
        return totals;
    }

    private Map<VideoId, Long> known(List<VideoId> videos) {
        List<String> lines = memory.ask(redis -> all(redis, videos)).orElse(List.of());
        Map<VideoId, Long> known = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                known.put(videos.get(i), Long.valueOf(lines.get(i)));
            }
        }
        return known;
    }

    /** One question for each, sent together: they may lie on different nodes. */
    private static CompletableFuture<List<String>> all(RedisAsyncCommands<String, String> redis,
            List<VideoId> videos) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        videos.forEach(video -> answers.add(redis.get(key(video)).toCompletableFuture()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApply(_ -> answers.stream()
                .map(answer -> answer.join() == null ? "" : answer.join()).toList());
    }

    private static String key(VideoId video) {
        return "video:views:{" + video + "}";
    }
}
