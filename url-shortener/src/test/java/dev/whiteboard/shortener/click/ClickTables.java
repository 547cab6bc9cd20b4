package dev.whiteboard.shortener.click;

import dev.whiteboard.common.database.CommonSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of clicks in a test's database, and counting into them without Kafka. */
final class ClickTables {
    private ClickTables() {}

    static void migrate(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
    }

    static void empty(JdbcClient jdbc) {
        jdbc.sql("truncate click, click_hour, click_dimension, click_visitors, click_progress").update();
        jdbc.sql("update click_horizon set raw_from = '-infinity'").update();
        jdbc.sql("select make_click_partitions(1)").query(Integer.class).single();
    }

    /** Without a transaction: that is the caller's. */
    static ClickCounting counting(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var meters = new SimpleMeterRegistry();
        var dead = new DeadClicks(event -> {
            throw new AssertionError("nothing here is unreadable");
        }, meters);
        return new ClickCounting(new ClickStore(new JdbcTemplate(database)), new VisitorCounts(jdbc),
                new Progress(jdbc), dead, meters);
    }
}
