package dev.whiteboard.common.database;

import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;

@Servers(POSTGRES)
class MigrationRaceTest {

    @Test
    @Promise("database.replicas-migrate-at-once")
    void eight_replicas_that_start_at_once_migrate_once(DataSource database) {
        Race.of(8).run(() -> {
            CommonSchema.migrate(database);
            return true;
        });
        JdbcClient jdbc = JdbcClient.create(database);
        assertThat(jdbc.sql("SELECT count(*) FROM worker_lease").query(Long.class).single()).isEqualTo(1024);
        assertThat(jdbc.sql("SELECT count(*) FROM common_schema_history WHERE success AND type = 'SQL'")
                .query(Long.class)
                .single()).isEqualTo(5);
    }

    @Test
    @Promise("database.replicas-migrate-at-once")
    void two_replicas_that_start_a_moment_apart_migrate_whatever_the_moment(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        Random random = Seed.random("starts");
        for (int round = 0; round < 20; round++) {
            jdbc.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").update();
            List<Integer> delays = List.of(0, random.nextInt(60));
            Race.of(2).run(replica -> {
                var _ = new CountDownLatch(1).await(delays.get(replica), TimeUnit.MILLISECONDS);
                CommonSchema.migrate(database);
                return true;
            });
            assertThat(jdbc.sql("SELECT count(*) FROM worker_lease").query(Long.class).single()).isEqualTo(1024);
        }
    }

    @Test
    void a_services_own_migrations_start_beside_common_tables(DataSource database) {
        CommonSchema.migrate(database);
        Flyway own = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/nothing-here")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        assertThat(own.migrate().success).isTrue();
    }

    @Test
    void an_index_bounds_a_scan_by_wb_now(DataSource database) {
        CommonSchema.migrate(database);
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                INSERT INTO inbox (consumer, event_id, outcome, at)
                SELECT 'c', i::text, 'handled', wb_now() + i * interval '1 hour' FROM generate_series(-500, 50000) i
                """).update();
        jdbc.sql("ANALYZE inbox").update();
        String plan = String.join("\n",
                jdbc.sql("EXPLAIN SELECT * FROM inbox WHERE at < wb_now() ORDER BY at LIMIT 10").query(String.class)
                        .list());
        assertThat(plan).contains("Index Cond: (at < wb_now())");
    }
}
