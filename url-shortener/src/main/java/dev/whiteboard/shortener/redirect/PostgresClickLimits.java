package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.resource.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts in the link's own row, over a few connections of their own: who waits for a row here does not keep a connection
 * from those who only read.
 */
final class PostgresClickLimits implements ClickLimits {
    private static final String TAKE = Script.read("sql/take_clicks.sql");

    private final JdbcClient jdbc;

    PostgresClickLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Taken> take(String shortKey, @Nullable String passwordHash, int wanted) {
        try {
            return jdbc.sql(TAKE).param("key", shortKey).param("passwordHash", passwordHash, Types.VARCHAR)
                    .param("wanted", wanted).query(PostgresClickLimits::taken).optional();
        } catch (DataAccessException e) {
            throw new TargetStore.Overloaded(e);
        }
    }

    private static Taken taken(ResultSet row, int number) throws SQLException {
        return new Taken(PostgresTargets.live(row), row.getInt("granted"), row.getInt("clicks_left") == 0);
    }
}
