package dev.whiteboard.shortener.click;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds the roll-ups against the raw clicks they were made from. */
@RestController
class ReconcileController {
    private static final String COMPARE = """
            with raw as (
                select short_key, date_trunc('hour', at, 'UTC') as hour, count(*) as clicks from click group by 1, 2
            )
            select coalesce(sum(raw.clicks), 0) as raw, coalesce(sum(click_hour.clicks), 0) as rolled_up,
                   coalesce(sum(abs(coalesce(raw.clicks, 0) - coalesce(click_hour.clicks, 0))), 0) as drift
            from raw full join click_hour using (short_key, hour)""";

    private final JdbcClient jdbc;

    ReconcileController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/admin/shortener/reconcile")
    Reconciliation reconcile() {
        return jdbc.sql(COMPARE).query(
                (row, number) -> new Reconciliation(row.getLong("raw"), row.getLong("rolled_up"), row.getLong("drift")))
                .single();
    }

    /** @param drift the sum of the differences of every link and hour, so that a surplus here cannot hide a lack there */
    record Reconciliation(long raw, long rolledUp, long drift) {}
}
