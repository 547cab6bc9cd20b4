package dev.whiteboard.shortener.click;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's view of clicks: the roll-ups held against the raw clicks they were made from, and what could not be read. */
@RestController
class ReconcileController {
    private static final String COMPARE = """
            with horizon as materialized (
                select raw_from from click_horizon
            ), raw as (
                select short_key, date_trunc('hour', at, 'UTC') as hour, count(*) as clicks
                from click where at >= (select raw_from from horizon) group by 1, 2
            ), rolled as (
                select short_key, hour, clicks from click_hour where hour >= (select raw_from from horizon)
            )
            select coalesce(sum(raw.clicks), 0) as raw, coalesce(sum(rolled.clicks), 0) as rolled_up,
                   coalesce(sum(abs(coalesce(raw.clicks, 0) - coalesce(rolled.clicks, 0))), 0) as drift,
                   (select nullif(raw_from, '-infinity') from horizon) as compared_from
            from raw full join rolled using (short_key, hour)""";

    private final JdbcClient jdbc;
    private final DeadClickReplay dead;

    ReconcileController(JdbcClient jdbc, DeadClickReplay dead) {
        this.jdbc = jdbc;
        this.dead = dead;
    }

    @GetMapping("/admin/shortener/reconcile")
    Reconciliation reconcile() {
        return reconcile(jdbc);
    }

    static Reconciliation reconcile(JdbcClient jdbc) {
        return jdbc.sql(COMPARE).query((row, number) -> {
            OffsetDateTime from = row.getObject("compared_from", OffsetDateTime.class);
            return new Reconciliation(row.getLong("raw"), row.getLong("rolled_up"), row.getLong("drift"),
                    from == null ? null : from.toInstant());
        }).single();
    }

    /** Counts the dead letters that can be read by now. */
    @PostMapping("/admin/shortener/dead-letters/replay")
    DeadClickReplay.Replayed replay() {
        return dead.replay();
    }

    /**
     * Only what raw clicks still cover is compared.
     *
     * @param drift the sum of the differences of every link and hour, so that a surplus here cannot hide a lack there
     * @param comparedFrom the first instant whose raw clicks are kept; null if none were dropped yet
     */
    record Reconciliation(long raw, long rolledUp, long drift, @Nullable Instant comparedFrom) {}
}
