package dev.whiteboard.commerce;

import dev.whiteboard.common.database.CommonSchema;
import dev.whiteboard.testkit.QueryPlan;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What orders, carts and stock are asked all the time is answered from an index, however many there are. */
@Servers(ServerKind.POSTGRES)
class QueryPlanTest {
    @BeforeAll
    static void migrate(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "select id from orders where due_at <= wb_now() order by due_at limit 200|orders_due",
        "select id from orders where buyer_id = 'u' and id < 5 order by id desc limit 20|orders_of_buyer",
        "select * from order_line where order_id = 1 order by product_id|order_line_pkey",
        "select * from order_event where order_id = 1 order by id|order_event_of_order",
        "update stock set available = available - 1 where product_id = 1 and available >= 1|stock_pkey",
        "select sum(units) from stock_movement where product_id = 1 and kind = 'receive'|stock_movement_received",
        "select id from cart where user_id = 'u'|cart_user_id_key",
        "delete from cart_line where cart_id = 1|cart_line_pkey",
        "select id from cart where cookie_hash is not null and touched_at < wb_now() order by touched_at limit 10|cart_left_alone",
        "select * from address where user_id = 'u' and id < 5 order by id desc|address_of_user"})
    void usesItsIndex(String query, String index, DataSource database) {
        QueryPlan.takesIndex(database, query, index);
    }
}
