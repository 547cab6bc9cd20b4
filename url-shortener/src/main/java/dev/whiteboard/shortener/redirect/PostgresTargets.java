package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.link.RedirectType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads targets over connections of its own: a bulkhead, so that neither a flood of misses starves the API nor a slow
 * report starves redirects. The pool's size and patience are the bulkhead's.
 */
final class PostgresTargets implements TargetStore {
    static final String FIND = """
            select short_key, long_url, redirect_type, expires_at,
                   disabled_at is not null or deleted_at is not null or coalesce(clicks_used >= max_clicks, false) as gone,
                   max_clicks is not null as limited, password_hash is not null as secret, version
            from link where short_key = any (?)""";
    static final String CHANGES = """
            select short_key, long_url, redirect_type, expires_at,
                   disabled_at is not null or deleted_at is not null or coalesce(clicks_used >= max_clicks, false) as gone,
                   max_clicks is not null as limited, password_hash is not null as secret, version
            from link where changed_at > wb_now() - make_interval(secs => ?)""";

    private final JdbcClient jdbc;

    PostgresTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Target> find(Collection<String> shortKeys) {
        Map<String, Target> found = HashMap.newHashMap(shortKeys.size());
        try {
            jdbc.sql(FIND).param(shortKeys.toArray(String[]::new)).query(row -> {
                found.put(row.getString("short_key"), target(row, 0));
            });
            return found;
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
        Target.Live live = live(row);
        boolean limited = row.getBoolean("limited");
        boolean secret = row.getBoolean("secret");
        return limited || secret ? new Target.Guarded(live, limited, secret) : live;
    }

    static Target.Live live(ResultSet row) throws SQLException {
        OffsetDateTime end = row.getObject("expires_at", OffsetDateTime.class);
        return new Target.Live(row.getString("long_url"), RedirectType.of(row.getInt("redirect_type")).orElseThrow(),
                end == null ? Target.Live.NEVER : end.toInstant().toEpochMilli(), row.getLong("version"));
    }
}
