package dev.whiteboard.ride;

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
        "select id from ride where match_at <= wb_now() order by match_at limit 64 for update skip locked|ride_due",
        "select id from ride where rider_id = 'r' and id < 'ride_~' order by id desc limit 21|ride_of_rider",
        "select id from ride where driver_id = 'd' and id < 'ride_~' order by id desc limit 21|ride_of_driver",
        "select ride_id from offer where driver_id = 'd' and state = 'pending'|offer_one_ride_a_driver",
        "select driver_id from offer where ride_id = 'r'|offer_pkey",
        "select ride_id from trace where driver_id = 'd' and open for update|trace_of_driver",
        "select id from quote where not used and expires_at < wb_now() limit 100|quote_unused"})
    void usesItsIndex(String query, String index, DataSource database) {
        QueryPlan.takesIndex(database, query, index);
    }
}
