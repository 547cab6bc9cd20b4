package dev.whiteboard.common.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/**
 * Lets one process of many migrate a database. Flyway takes a lock for the migrations but none for the decision to
 * baseline: of two that start at once the second may find a history table that is there and still empty, and give up.
 */
final class MigrationLock {
    /** Any number that nobody else takes in a service's database. */
    private static final long KEY = 0x77_68_69_74_65L;
    private static final int CONNECT_ATTEMPTS = 30;
    private static final Duration CONNECT_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private MigrationLock() {}

    /**
     * Runs this when no other process runs such a thing against this database; the lock ends with the process at the
     * latest.
     *
     * @throws IllegalStateException after ten minutes, or if the database is away for 30 attempts
     */
    static void hold(DataSource database, Runnable migration) {
        try (Connection session = connect(database)) {
            take(session);
            try {
                migration.run();
            } finally {
                release(session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot take the migration lock", e);
        }
    }

    /** A database that is still starting is waited for, a little. */
    private static Connection connect(DataSource database) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try {
                return database.getConnection();
            } catch (SQLException away) {
                if (attempt == CONNECT_ATTEMPTS) {
                    throw away;
                }
                LockSupport.parkNanos(CONNECT_PAUSE.toNanos());
            }
        }
    }

    /** Asks again and again: a session that waits inside a statement holds a snapshot, and CONCURRENTLY waits for those. */
    private static void take(Connection session) throws SQLException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!ask(session, "select pg_try_advisory_lock(?)")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("another process has been migrating for " + LIMIT);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void release(Connection session) throws SQLException {
        ask(session, "select pg_advisory_unlock(?)");
    }

    private static boolean ask(Connection session, String question) throws SQLException {
        try (var statement = session.prepareStatement(question)) {
            statement.setLong(1, KEY);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
