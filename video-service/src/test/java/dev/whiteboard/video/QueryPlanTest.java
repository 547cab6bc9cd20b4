package dev.whiteboard.video;

import dev.whiteboard.common.database.CommonSchema;
import dev.whiteboard.testkit.QueryPlan;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked all the time is answered from an index, however much there is. */
@Servers(ServerKind.POSTGRES)
class QueryPlanTest {
    @BeforeAll
    static void migrate(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "select video_id, name from task where (state = 'open' and not_before <= wb_now()) or (state = 'running' and leased_until < wb_now()) order by priority, video_id, section limit 1 for update skip locked|task_next",
        "select * from piece where video_id = 1 and rung = 360 order by section|piece_pkey",
        "select * from rendition where video_id = 1 order by rung|rendition_pkey",
        "select count(*) from task where video_id = 1|task_pkey",
        "select prefix from erasure where due_at <= wb_now() order by due_at limit 100|erasure_due"})
    void usesItsIndex(String query, String index, DataSource database) {
        QueryPlan.takesIndex(database, query, index);
    }
}
