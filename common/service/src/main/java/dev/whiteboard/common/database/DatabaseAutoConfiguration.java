package dev.whiteboard.common.database;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

import io.micrometer.core.instrument.MeterRegistry;

/** Common's tables are migrated before the service's own, and expired rows are swept in the background. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
public class DatabaseAutoConfiguration {

    @Bean
    FlywayMigrationStrategy commonTablesFirst() {
        return flyway -> {
            DataSource database = flyway.getConfiguration().getDataSource();
            CommonSchema.migrate(database);
            MigrationLock.hold(database, flyway::migrate);
        };
    }

    /** The schema is never empty when a service's own migrations start: common's tables are there. */
    @Bean
    FlywayConfigurationCustomizer startBesideCommonTables() {
        return flyway -> flyway.baselineOnMigrate(true).baselineVersion("0");
    }

    @Bean
    Chores chores(List<Chore> chores, MeterRegistry meters) {
        return new Chores(chores, meters);
    }
}
