package dev.whiteboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.database.CommonSchema;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every hot query finds its index on tables of a real size; the queries are those of the code with values put in. */
@Servers(ServerKind.POSTGRES)
class QueryPlanTest {
    @BeforeAll
    static void fill(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        for (String statement : List.of(
                "insert into person select i, 'user' || i, 'User', 1 from generate_series(1, 20000) i",
                "insert into follow select 1 + i % 1000, 2000 + (i * 7919) % 18000 from generate_series(1, 100000) i on conflict do nothing",
                "insert into tweet (id, author_id, content, media, hashtags, mentions, reply_to) select i, 2000 + i % 18000, 'text', '{}', '{}', '{}', case when i % 3 = 0 then i / 3 end from generate_series(1, 60000) i",
                "insert into tweet_count select id from tweet",
                "insert into entry select id, author_id, id, id % 50 > 0 from tweet",
                "insert into tweet_like select i, 1 + i % 1000 from generate_series(1, 60000) i", "analyze")) {
            jdbc.sql(statement).update();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "follow_of_followee | select follower_id from follow where followee_id = 2010 and follower_id > 5 order by follower_id limit 1000",
        "entry_of_author | select id from entry where author_id = 2010 order by id desc limit 200",
        "entry_pulled | select id from entry where author_id = 2050 and not pushed and id < 50000 order by id desc limit 21",
        "tweet_replies | select id from tweet where reply_to = 700 and deleted_at is null and id > 5 order by id limit 21",
        "entry_of_tweet | select 1 from entry where tweet_id = 700 and author_id = 5 and (id = tweet_id) = false",
        "like_of_user | select tweet_id from tweet_like where user_id = 7 order by at desc limit 200",
        "tweet_like_pkey | select 1 from tweet_like where tweet_id = 7 and user_id = 8",
        "person_username | select id from person where lower(username) = 'user77'"})
    void aHotQueryUsesItsIndex(String index, String query, DataSource database) {
        List<String> plan = JdbcClient.create(database).sql("explain " + query).query(String.class).list();
        assertThat(String.join("\n", plan)).contains(index).doesNotContain("Seq Scan");
    }
}
