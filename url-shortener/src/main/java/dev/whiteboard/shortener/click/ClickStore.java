package dev.whiteboard.shortener.click;

import dev.whiteboard.shortener.resource.Script;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** Counts clicks, each once, whatever was delivered how often and in which order. */
@Repository
class ClickStore {
    private static final String COUNT = Script.read("sql/count_clicks.sql");

    private final JdbcOperations jdbc;

    ClickStore(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Counted count(List<ClickEvent> clicks) {
        Counted counted = jdbc.execute(COUNT, (PreparedStatement statement) -> {
            fill(statement, clicks);
            try (var result = statement.executeQuery()) {
                result.next();
                return new Counted(result.getInt(1), result.getInt(2));
            }
        });
        return Objects.requireNonNull(counted);
    }

    /**
     * What became of a batch; the rest of it had been counted before.
     *
     * @param fresh how many were counted now
     * @param tooOld how many were not, because their month was dropped
     */
    record Counted(int fresh, int tooOld) {}

    private static void fill(PreparedStatement statement, List<ClickEvent> clicks) throws SQLException {
        statement.setArray(1, array(statement, "uuid", clicks, ClickEvent::eventId));
        statement.setArray(2, array(statement, "timestamptz", clicks, click -> text(click.at())));
        statement.setArray(3, array(statement, "text", clicks, ClickEvent::shortKey));
        statement.setArray(4, array(statement, "boolean", clicks, ClickEvent::bot));
        statement.setArray(5, array(statement, "text", clicks, ClickEvent::referrer));
        statement.setArray(6, array(statement, "text", clicks, ClickEvent::country));
        statement.setArray(7, array(statement, "text", clicks, ClickEvent::device));
        statement.setArray(8, array(statement, "text", clicks, ClickEvent::browser));
        statement.setArray(9, array(statement, "bigint", clicks, ClickEvent::visitor));
    }

    private static String text(Instant at) {
        return at.toString();
    }

    private static Array array(PreparedStatement statement, String type, List<ClickEvent> clicks,
            Column column) throws SQLException {
        return statement.getConnection().createArrayOf(type, clicks.stream().map(column::of).toArray());
    }

    /** What one column holds of a click. */
    private interface Column {
        @Nullable
        Object of(ClickEvent click);
    }
}
