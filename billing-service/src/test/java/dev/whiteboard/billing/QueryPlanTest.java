package dev.whiteboard.billing;

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
        "select id from operation where due_at <= wb_now() order by due_at limit 32 for update skip locked|operation_due",
        "select id from operation where payment_id = 'pay_1' order by created_at, id|operation_of_payment",
        "select id from payment where payment_key = 'k'|payment_payment_key_key",
        "select id from payment where reference = 'r'|payment_of_reference",
        "select fingerprint from payment_command where payment_key = 'k' and command_key = 'c'|payment_command_pkey"})
    void usesItsIndex(String query, String index, DataSource database) {
        QueryPlan.takesIndex(database, query, index);
    }
}
