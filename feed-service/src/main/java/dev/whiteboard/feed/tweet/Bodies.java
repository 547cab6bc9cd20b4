package dev.whiteboard.feed.tweet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What tweets say, remembered, since it never changes. Whether a reader may see one is not asked here: whoever shows a body
 * has asked Postgres for that in the same breath.
 */
@Repository
public class Bodies {
    private static final long MOST = 50_000;

    private final JdbcClient jdbc;
    private final String mediaUrl;
    private final Cache<Long, Body> known;

    Bodies(JdbcClient jdbc, @Value("${whiteboard.feed.media-url}") String mediaUrl, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.mediaUrl = mediaUrl;
        this.known = CaffeineCacheMetrics.monitor(meters,
                Caffeine.newBuilder().maximumSize(MOST).recordStats().build(), "tweets");
    }

    public Map<Long, Body> of(Collection<Long> tweets) {
        Map<Long, Body> bodies = new HashMap<>(known.getAllPresent(tweets));
        List<Long> missing = tweets.stream().filter(tweet -> !bodies.containsKey(tweet)).distinct().toList();
        if (!missing.isEmpty()) {
            jdbc.sql("select t.id, " + Body.COLUMNS + " from tweet t where t.id = any(:ids)")
                    .param("ids", missing.toArray(Long[]::new)).query(row -> {
                        Body body = Body.read(row, mediaUrl);
                        known.put(row.getLong("id"), body);
                        bodies.put(row.getLong("id"), body);
                    });
        }
        return bodies;
    }
}
