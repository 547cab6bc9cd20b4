package dev.whiteboard.video.recommend;

import dev.whiteboard.common.database.CommonSchema;
import dev.whiteboard.testkit.QueryPlan;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The newest of a channel are found by its index, not among the newest of all: of two that fit, one is chosen by what is there. */
@Servers(ServerKind.POSTGRES)
class ChannelsPlanTest {
    @BeforeAll
    static void fill(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                insert into video (id, owner_id, title, file_name, status)
                select n, 'usr_' || n % 1000, 'A clip', 'clip.mp4', 'ready' from generate_series(1, 20000) n""")
                .update();
        jdbc.sql("""
                insert into subscription (subscriber_id, channel_id)
                select 'usr_' || n / 20, 'usr_' || (n * 7) % 1000 from generate_series(1, 10000) n""").update();
        jdbc.sql("analyze video, subscription").update();
    }

    @Test
    void whatSomebodySubscribesTo(DataSource database) {
        String query = CandidateStore.SUBSCRIBED.replace(":viewer", "'usr_7'").replace(":most", "100");
        QueryPlan.takesIndex(database, query, "subscription_lately");
        QueryPlan.takesIndex(database, query, "video_of_owner");
    }

    @Test
    void whatOneChannelHas(DataSource database) {
        QueryPlan.takesIndex(database,
                CandidateStore.NEWEST_OF.replace(":channel", "'usr_7'").replace(":most", "10"), "video_of_owner");
    }
}
