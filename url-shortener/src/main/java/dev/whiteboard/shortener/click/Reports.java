package dev.whiteboard.shortener.click;

import dev.whiteboard.shortener.link.Link;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a report together out of one snapshot of the roll-ups, so that its parts agree. */
@Service
class Reports {
    private final StatsStore store;
    private final VisitorCounts visitors;
    private final Progress progress;

    Reports(StatsStore store, VisitorCounts visitors, Progress progress) {
        this.store = store;
        this.visitors = visitors;
        this.progress = progress;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Stats about(Link link, Window window) {
        String key = link.shortKey();
        Instant countedUntil = progress.countedUntil().orElse(link.createdAt());
        StatsStore.Totals totals = store.totals(key, window);
        Map<String, Map<String, Long>> dimensions = store.dimensions(key, window);
        return new Stats(key, link.longUrl(), link.createdAt(), totals.clicks(), totals.botClicks(),
                visitors.estimate(key, window), store.series(key, window), values(dimensions, "referrer"),
                values(dimensions, "country"), values(dimensions, "device"), values(dimensions, "browser"),
                countedUntil);
    }

    private static Map<String, Long> values(Map<String, Map<String, Long>> dimensions, String name) {
        return dimensions.getOrDefault(name, Map.of());
    }
}
