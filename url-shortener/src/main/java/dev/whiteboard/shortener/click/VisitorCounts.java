package dev.whiteboard.shortener.click;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

    private final JdbcClient jdbc;

    VisitorCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Within the transaction that counts the clicks; rows are locked in key order, as the roll-ups are. */
    void add(List<ClickEvent> clicks) {
        Map<LinkDay, HllUnion> seen = new TreeMap<>();
        for (ClickEvent click : clicks) {
            if (click.visitor() != null && !click.bot()) {
                var place = new LinkDay(click.shortKey(), click.at().atOffset(ZoneOffset.UTC).toLocalDate());
                seen.computeIfAbsent(place, _ -> new HllUnion(LOG_REGISTERS)).update(click.visitor());
            }
        }
        seen.forEach(this::merge);
    }

    private void merge(LinkDay place, HllUnion union) {
        jdbc.sql("insert into click_visitors (short_key, day, sketch) values (?, ?, ?) on conflict do nothing")
                .params(place.shortKey(), place.day(), bytes(new HllUnion(LOG_REGISTERS))).update();
        byte[] stored = jdbc.sql("select sketch from click_visitors where short_key = ? and day = ? for update")
                .params(place.shortKey(), place.day()).query(byte[].class).single();
        union.update(HllSketch.heapify(stored));
        jdbc.sql("update click_visitors set sketch = ? where short_key = ? and day = ?")
                .params(bytes(union), place.shortKey(), place.day()).update();
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
