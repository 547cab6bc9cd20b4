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
        "select * from comment where video_id = 1 and id < 9 order by id desc limit 21|comment_of_video",
        "select video_id from watched where viewer = 'a' order by at desc limit 500|watched_by",
        "select viewer from watched where video_id = 1 order by at desc limit 100|watched_lately",
        "select video_id from video_like where user_id = 'a' order by liked_at desc limit 500|video_like_of_user",
        "delete from watched where ctid = any(array(select ctid from watched where at < wb_now() order by at limit 10000))|watched_at",
        "select sum(views) from view_delta where video_id = 1|view_delta_of_video",
        "select channel_id from subscription where subscriber_id = 'a' order by since desc limit 500|subscription_lately",
        "select id from video where status = 'ready' order by id desc limit 100|video_newest",
        "select id from video where status = 'ready' and id > 1 order by id limit 500|video_newest",
        "select video_id, changes from search_change order by video_id limit 500|search_change_pkey",
        "select video_id from forgetting order by video_id limit 100|forgetting_pkey",
        "select prefix from erasure where due_at <= wb_now() order by due_at limit 100|erasure_due"})
    void usesItsIndex(String query, String index, DataSource database) {
        QueryPlan.takesIndex(database, query, index);
    }
}
