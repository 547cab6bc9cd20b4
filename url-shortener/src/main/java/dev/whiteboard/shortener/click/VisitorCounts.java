package dev.whiteboard.shortener.click;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.HllUnion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many different visitors a link had, estimated by HyperLogLog (P. Flajolet et al., 2007; here Apache DataSketches'
 * HLL_4 with 2¹² registers: standard error 1.6 %, at most 2 kB per link and day, a few bytes for a quiet one). Adding a
 * visitor twice changes nothing, so a click that is delivered twice needs no care here.
 */
@Repository
class VisitorCounts {
    private static final int LOG_REGISTERS = 12;
    private static final String INSERT = """
            insert into click_visitors (short_key, day, sketch)
            select * from unnest(?::text[], ?::text[]::date[], ?::bytea[]) as seen (short_key, day, sketch)
            order by short_key collate "C", day
            on conflict do nothing returning short_key, day""";
    private static final String LOCK = """
            select short_key, day, sketch from click_visitors
            where (short_key, day) in (select * from unnest(?::text[], ?::text[]::date[]))
            order by short_key, day for update""";
    private static final String UPDATE = """
            update click_visitors set sketch = seen.sketch
            from unnest(?::text[], ?::text[]::date[], ?::bytea[]) as seen (short_key, day, sketch)
            where click_visitors.short_key = seen.short_key and click_visitors.day = seen.day""";

    private final JdbcClient jdbc;

    VisitorCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Within the transaction that counts the clicks, in one statement if all links are new to their day, else in three.
     * Rows are inserted and locked in key order, as the roll-ups are.
     */
    void add(List<ClickEvent> clicks) {
        SortedMap<LinkDay, HllUnion> seen = new TreeMap<>();
        for (ClickEvent click : clicks) {
            if (click.visitor() != null && !click.bot()) {
                var place = new LinkDay(click.shortKey(), click.at().atOffset(ZoneOffset.UTC).toLocalDate());
                seen.computeIfAbsent(place, _ -> new HllUnion(LOG_REGISTERS)).update(click.visitor());
            }
        }
        if (seen.isEmpty()) {
            return;
        }
        with(seen, INSERT).query(row -> {
            seen.remove(place(row));
        });
        if (seen.isEmpty()) {
            return;
        }
        jdbc.sql(LOCK).params(keys(seen), days(seen)).query(row -> {
            Objects.requireNonNull(seen.get(place(row))).update(HllSketch.heapify(row.getBytes("sketch")));
        });
        with(seen, UPDATE).update();
    }

    private JdbcClient.StatementSpec with(SortedMap<LinkDay, HllUnion> unions, String sql) {
        byte[][] sketches = unions.values().stream().map(VisitorCounts::bytes).toArray(byte[][]::new);
        return jdbc.sql(sql).params(keys(unions), days(unions), sketches);
    }

    private static String[] keys(SortedMap<LinkDay, HllUnion> unions) {
        return unions.keySet().stream().map(LinkDay::shortKey).toArray(String[]::new);
    }

    private static String[] days(SortedMap<LinkDay, HllUnion> unions) {
        return unions.keySet().stream().map(place -> place.day().toString()).toArray(String[]::new);
    }

    private static LinkDay place(ResultSet row) throws SQLException {
        return new LinkDay(row.getString("short_key"), row.getObject("day", LocalDate.class));
    }

    long estimate(String shortKey, Window window) {
        HllUnion all = new HllUnion(LOG_REGISTERS);
        jdbc.sql("select sketch from click_visitors where short_key = ? and day >= ? and day <= ?")
                .params(shortKey, window.from().atOffset(ZoneOffset.UTC).toLocalDate(),
                        window.to().atOffset(ZoneOffset.UTC).toLocalDate())
                .query(byte[].class).list().forEach(sketch -> all.update(HllSketch.heapify(sketch)));
        return Math.round(all.getEstimate());
    }

    private static byte[] bytes(HllUnion union) {
        return union.getResult(TgtHllType.HLL_4).toCompactByteArray();
    }

    /** One sketch's key. */
    private record LinkDay(String shortKey, LocalDate day) implements Comparable<LinkDay> {
        @Override
        public int compareTo(LinkDay other) {
            int byKey = shortKey.compareTo(other.shortKey);
            return byKey != 0 ? byKey : day.compareTo(other.day);
        }
    }
}
