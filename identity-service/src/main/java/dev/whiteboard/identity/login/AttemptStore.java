package dev.whiteboard.identity.login;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import dev.whiteboard.identity.account.Username;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what has been tried under each name, as versioned rows; version 0 is a name that has no row. */
@Component
class AttemptStore {
    private final JdbcClient jdbc;

    AttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Versioned(Attempts attempts, long version, Instant now) {}

    Versioned find(Username name) {
        return jdbc.sql("""
                select a.failures, a.last_at, a.locked_until, coalesce(a.version, 0) as version, wb_now() as now
                from (values (1)) as one left join login_attempts a on a.username = ?""")
                .param(name.key())
                .query((row, n) -> read(row))
                .single();
    }

    /** Stores the new state if the old one is still there. */
    boolean replace(Username name, long version, Attempts next) {
        var statement = version == 0 ? jdbc.sql("""
                insert into login_attempts (username, failures, last_at, locked_until)
                values (:name, :failures, :at, :until) on conflict (username) do nothing""") : jdbc.sql("""
                update login_attempts
                set failures = :failures, last_at = :at, locked_until = :until, version = version + 1
                where username = :name and version = :version""").param("version", version);
        return statement.param("name", name.key())
                .param("failures", next.failures())
                .param("at", next.lastAt().atOffset(ZoneOffset.UTC))
                .param("until", next.lockedUntil() == null ? null : next.lockedUntil().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update() == 1;
    }

    void forget(Username name) {
        jdbc.sql("""
                update login_attempts set failures = 0, locked_until = null, version = version + 1
                where username = ?""").param(name.key()).update();
    }

    private static Versioned read(ResultSet row) throws SQLException {
        var now = row.getObject("now", OffsetDateTime.class).toInstant();
        long version = row.getLong("version");
        if (version == 0) {
            return new Versioned(Attempts.NONE, 0, now);
        }
        var last = row.getObject("last_at", OffsetDateTime.class).toInstant();
        return new Versioned(new Attempts(row.getInt("failures"), last, instant(row, "locked_until")), version, now);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
