package dev.whiteboard.storage;

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

/** Hot queries on tables of some size. */
@Servers(ServerKind.POSTGRES)
class QueryPlanTest {

    @BeforeAll
    static void fill(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
        for (String rows : List.of(
                "insert into node (id, owner_id, parent_id, folder, name, name_key, modified_by) "
                        + "select i, 'usr_' || mod(i, 100), case when i > 100 then mod(i, 5) + 1 end, i <= 100, "
                        + "case when i > 100 then 'f' || i else '' end, 'f' || i, '' from generate_series(1, 20000) i",
                "insert into version (id, node_id, number, size, etag, manifest, created_by) select i, i, 1, 0, '', '', '' from generate_series(101, 20000) i",
                "insert into chunk (hash, object_key, size) select sha256(i::text::bytea), i::text, 1 from generate_series(1, 20000) i",
                "insert into chunk_use select i, sha256(i::text::bytea), 'usr_' || mod(i, 100) from generate_series(101, 20000) i",
                "insert into feed select 'usr_' || i from generate_series(1, 100) i",
                "insert into change (user_id, seq, mark, type, node_id, folder, name, version, size, by_user) "
                        + "select 'usr_' || mod(i, 5), i / 5, i, 'ADDED', i, false, '', 1, 1, '' from generate_series(1, 20000) i",
                "insert into upload (id, user_id, owner_id, parent_id, file_name, node_id, manifest, reserved, expires_at) "
                        + "select i, 'usr_' || i, '', 1, '', 1, '', 0, wb_now() + i * interval '1 hour' from generate_series(1, 5000) i",
                "insert into upload_chunk select i, sha256(i::text::bytea), 1, sha256(i::text::bytea) from generate_series(1, 5000) i",
                "insert into share select i, 100 + i, 'usr_' || i, '', false from generate_series(1, 5000) i",
                "insert into loose_object select i::text, wb_now() + i * interval '1 hour' from generate_series(1, 5000) i",
                "analyze")) {
            JdbcClient.create(database).sql(rows).update();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "change_pkey | select * from change where user_id = 'usr_3' and seq > 100 order by seq limit 501",
        "node_name | select id from node where parent_id = 2 and name_key = 'f706' and deleted_at is null",
        "node_name | select id from node where parent_id = 2 and name_key > 'f2' and deleted_at is null order by name_key limit 21",
        "version_node_id_number_key | select manifest from version where node_id = 777 and number = 1",
        "chunk_use_hash | select from chunk_use where hash = sha256('777') and owner_id = 'usr_77'",
        "upload_chunk_stored | select from upload_chunk where stored = sha256('777')",
        "upload_expiry | select id from upload where state = 'open' and expires_at < wb_now() order by expires_at limit 100",
        "loose_object_due | select object_key from loose_object where remove_after < wb_now() order by remove_after limit 100",
        "share_of_user | select id from share where user_id = 'usr_77'",
        "chunk_pkey | select max(hash) from (select hash from chunk where hash > '\\x80' order by hash limit 100) as stretch"})
    void aHotQueryUsesItsIndex(String index, String query, DataSource database) {
        List<String> plan = JdbcClient.create(database).sql("explain " + query).query(String.class).list();
        assertThat(String.join("\n", plan)).contains(index).doesNotContain("Seq Scan").doesNotContain("Sort");
    }
}
