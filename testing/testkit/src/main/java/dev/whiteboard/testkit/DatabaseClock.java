package dev.whiteboard.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import javax.sql.DataSource;

/**
 * Moves the clock of a database: {@code wb_now()}, by which all deadlines and leases are judged, then answers a time
 * that is off by so much and goes on from there.
 */
public final class DatabaseClock {

    private final DataSource dataSource;

    public DatabaseClock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes it so much later than it is now. */
    public void advance(Duration by) {
        set(Duration.between(Instant.now(), now()).plus(by));
    }

    /** Makes the database's time the real time plus so much. */
    public void set(Duration offset) {
        execute("clock_timestamp() + interval '%d microseconds'".formatted(offset.toNanos() / 1_000));
    }

    /** Stops the database's time at an instant, so that two reads of it are equal. */
    public void stopAt(Instant instant) {
        execute("timestamptz '%s'".formatted(instant));
    }

    /** Back to the real time. */
    public void reset() {
        execute("clock_timestamp()");
    }

    public Instant now() {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT wb_now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the database's clock", e);
        }
    }

    private void execute(String expression) {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE FUNCTION wb_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT %s $$"
                            .formatted(expression));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot move the database's clock", e);
        }
    }
}
