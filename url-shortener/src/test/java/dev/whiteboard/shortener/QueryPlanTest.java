package dev.whiteboard.shortener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.database.CommonSchema;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every hot query finds its index on a table of a real size; the queries are those of the code with values put in. */
@Servers(ServerKind.POSTGRES)
class QueryPlanTest {
    private static final int LINKS = 50_000;

    @BeforeAll
    static void fill(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql(
                """
                        insert into link (short_key, long_url, redirect_type, owner_id, created_at, changed_at)
                        select 'key' || i, 'https://example.org/' || i, 302, 'usr_' || mod(i, 500), wb_now() - i * interval '1 second',
                               case when mod(i, 1000) = 0 then wb_now() - i * interval '1 second' end
                        from generate_series(1, %d) i"""
                        .formatted(LINKS))
                .update();
        jdbc.sql(
                "insert into click_hour select 'key' || mod(i, 1000), timestamptz '2026-01-01' + i / 1000 * interval '1 hour', 1, 0 from generate_series(1, %d) i"
                        .formatted(LINKS))
                .update();
        jdbc.sql("insert into click_dimension select short_key, hour, 'device', 'mobile', 1 from click_hour").update();
        jdbc.sql("insert into click_visitors select 'key' || i, date '2026-01-01', '' from generate_series(1, %d) i"
                .formatted(LINKS)).update();
        jdbc.sql("analyze").update();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "link_pkey | select long_url from link where short_key = 'key777'",
        "link_changed | select short_key from link where changed_at > wb_now() - make_interval(secs => 5)",
        "link_of_owner | select short_key from link where owner_id = 'usr_7' and deleted_at is null and (created_at, short_key) < (wb_now(), 'x') order by created_at desc, short_key desc limit 21",
        "link_pkey | update link set version = version + 1 where short_key = 'key777' and owner_id = 'usr_277' and deleted_at is null",
        "click_hour_pkey | select sum(clicks) from click_hour where short_key = 'key7' and hour >= '2020-01-01' and hour < '9999-01-01'",
        "click_dimension_pkey | select dimension, value, sum(clicks) from click_dimension where short_key = 'key7' and hour >= '2020-01-01' and hour < '9999-01-01' group by 1, 2",
        "click_visitors_pkey | select sketch from click_visitors where short_key = 'key7' and day >= '2020-01-01' and day <= '9999-01-01'"})
    void aHotQueryUsesItsIndex(String index, String query, DataSource database) {
        List<String> plan = JdbcClient.create(database).sql("explain " + query).query(String.class).list();
        assertThat(String.join("\n", plan)).contains(index).doesNotContain("Seq Scan").doesNotContain("Sort");
    }

    @Test
    void aClickThatIsKnownIsRecognisedByTheKeyOfItsPartition(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("select make_click_partitions(1)").query(Integer.class).single();
        List<String> plan = jdbc.sql(
                "explain select 1 from click where at = '2026-11-20T00:00:00Z' and event_id = '00000000-0000-7000-8000-000000000000'")
                .query(String.class).list();
        assertThat(plan.stream().filter(line -> line.contains("Scan"))).hasSize(1);
    }
}
