package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.link.RedirectType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads targets over connections of its own: a bulkhead, so that neither a flood of misses starves the API nor a slow
 * report starves redirects. The pool's size and patience are the bulkhead's.
 */
final class PostgresTargets implements TargetStore {
    static final String FIND = """
            select short_key, long_url, redirect_type, expires_at, disabled_at is not null or deleted_at is not null as gone, version
            from link where short_key = ?""";
    static final String CHANGES = """
            select short_key, long_url, redirect_type, expires_at, disabled_at is not null or deleted_at is not null as gone, version
            from link where changed_at > wb_now() - make_interval(secs => ?)""";

    private final JdbcClient jdbc;

    PostgresTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Target> find(String shortKey) {
        try {
            return jdbc.sql(FIND).param(shortKey).query(PostgresTargets::target).optional();
        } catch (DataAccessException e) {
            throw new Overloaded(e);
        }
    }

    @Override
    public List<Change> changesOfTheLast(Duration time) {
        return jdbc.sql(CHANGES).param(time.toMillis() / 1_000.0)
                .query((row, number) -> new Change(row.getString("short_key"), target(row, number))).list();
    }

    private static Target target(ResultSet row, int number) throws SQLException {
        long version = row.getLong("version");
        if (row.getBoolean("gone")) {
            return new Target.Gone(version);
        }
        OffsetDateTime end = row.getObject("expires_at", OffsetDateTime.class);
        return new Target.Live(row.getString("long_url"),
                RedirectType.of(row.getInt("redirect_type")).orElseThrow(),
                end == null ? Target.Live.NEVER : end.toInstant().toEpochMilli(), version);
    }
}
