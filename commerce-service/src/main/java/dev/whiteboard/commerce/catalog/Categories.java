package dev.whiteboard.commerce.catalog;

import java.time.Duration;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** What products are sorted into; there are few, and they change with the code. */
@Repository
public class Categories {
    private static final String ALL = "all";

    private final JdbcClient jdbc;
    private final Cache<String, Set<String>> known = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Categories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean exists(String slug) {
        return all().contains(slug);
    }

    private Set<String> all() {
        return known.get(ALL, _ -> Set.copyOf(jdbc.sql("select slug from category").query(String.class).list()));
    }
}
