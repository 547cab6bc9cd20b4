package dev.whiteboard.feed.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How people are called, as of some seconds ago: a new name has been on its way from identity for about as long. */
@Repository
public class Names {
    private static final long MOST = 50_000;
    private static final Duration BELIEVED = Duration.ofSeconds(3);

    private final JdbcClient jdbc;
    private final Cache<Long, PersonView> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED)
            .build();

    Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<Long, PersonView> of(Collection<Long> people) {
        Map<Long, PersonView> names = new HashMap<>(known.getAllPresent(people));
        List<Long> missing = people.stream().filter(person -> !names.containsKey(person)).distinct().toList();
        if (!missing.isEmpty()) {
            jdbc.sql("select id, username, display_name from person where id = any(:ids)")
                    .param("ids", missing.toArray(Long[]::new)).query(row -> {
                        PersonView view = PersonView.of(row.getLong(1), row.getString(2), row.getString(3));
                        known.put(row.getLong(1), view);
                        names.put(row.getLong(1), view);
                    });
        }
        return names;
    }
}
