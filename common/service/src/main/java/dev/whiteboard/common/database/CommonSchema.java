package dev.whiteboard.common.database;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * The tables that every service has because of what it shares: worker leases, idempotency, outbox, inbox, and the
 * function {@code wb_now()}. They have a history table of their own, so that their versions and a service's versions
 * never meet.
 */
public final class CommonSchema {
    private CommonSchema() {}

    /** Brings common's tables up to date; may run in any number of processes at once. */
    public static void migrate(DataSource database) {
        Flyway common = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/common")
                .table("common_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        MigrationLock.hold(database, common::migrate);
    }
}
