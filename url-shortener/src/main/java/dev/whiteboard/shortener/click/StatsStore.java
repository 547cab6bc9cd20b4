package dev.whiteboard.shortener.click;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the roll-ups: the price of a report depends on how many hours had clicks, not on how many clicks there were. */
@Repository
class StatsStore {
    static final String TOTALS = """
            select coalesce(sum(clicks), 0) as clicks, coalesce(sum(bot_clicks), 0) as bot_clicks
            from click_hour where short_key = :key and hour >= :from and hour < :to""";
    static final String SERIES = """
            select date_trunc(:interval, hour, 'UTC') as at, sum(clicks) as clicks
            from click_hour where short_key = :key and hour >= :from and hour < :to group by 1 order by 1""";
    static final String DIMENSIONS = """
            select dimension, value, clicks from (
                select dimension, value, sum(clicks) as clicks, row_number() over (partition by dimension order by sum(clicks) desc, value) as place
                from click_dimension where short_key = :key and hour >= :from and hour < :to group by dimension, value) as ranked
            where place <= :most order by dimension, place""";
    private static final int MOST_VALUES = 100;

    private final JdbcClient jdbc;

    StatsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Totals totals(String key, Window window) {
        return over(TOTALS, key, window)
                .query((row, number) -> new Totals(row.getLong("clicks"), row.getLong("bot_clicks"))).single();
    }

    List<Stats.Point> series(String key, Window window) {
        return over(SERIES, key, window).param("interval", window.interval().name().toLowerCase(java.util.Locale.ROOT))
                .query((row, number) -> new Stats.Point(row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getLong("clicks")))
                .list();
    }

    /** The most frequent values of each dimension. */
    Map<String, Map<String, Long>> dimensions(String key, Window window) {
        Map<String, Map<String, Long>> found = new LinkedHashMap<>();
        over(DIMENSIONS, key, window).param("most", MOST_VALUES).query(row -> {
            found.computeIfAbsent(row.getString("dimension"), _ -> new LinkedHashMap<>()).put(row.getString("value"),
                    row.getLong("clicks"));
        });
        return found;
    }

    private JdbcClient.StatementSpec over(String sql, String key, Window window) {
        return jdbc.sql(sql).param("key", key).param("from", time(window.from())).param("to", time(window.to()));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** All clicks, and those of them that declared bots made. */
    record Totals(long clicks, long botClicks) {}
}
