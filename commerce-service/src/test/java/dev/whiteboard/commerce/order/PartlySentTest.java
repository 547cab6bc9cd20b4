package dev.whiteboard.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.Commerce;
import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.inventory.Inventory;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One of two sellers sends their part in the moment in which the buyer does not want it any more. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class PartlySentTest {
    private final Random random = Seed.random("partly sent");
    private Commerce commerce;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
    }

    @Test
    @Promise("commerce.sent-stays-sold")
    void whatIsSentStaysSoldAndTheRestGoesBackOnTheShelf() {
        int rounds = Scale.rounds(500);
        Product lamp = commerce.product(rounds);
        Product chair = commerce.product("usr_other_seller", rounds, "10.00", "USD");
        int sent = 0;
        for (int round = 0; round < rounds; round++) {
            long order = paid(lamp, chair);
            Happening change = random.nextBoolean() ? new Happening.Cancelled() : new Happening.RefundWanted();
            boolean shipped = Race.of(2).run((int contestant) -> contestant == 0
                    ? commerce.node(0).bean(Dispatch.class).ship(order, Commerce.SELLER, null,
                            null) instanceof Outcome.Done
                    : orders(1).happen(order, change).isEmpty()).getFirst();
            eitherSentOrBack(shipped, returned(order, lamp));
            assertThat(returned(order, chair)).isTrue();
            orders(0).happen(order, new Happening.Refunded());
            sent += shipped ? 1 : 0;
        }
        commerce.assertStock(lamp, rounds - sent, 0, sent);
        commerce.assertStock(chair, rounds, 0, 0);
    }

    @Test
    @Promise(value = "commerce.sent-stays-sold", naive = true)
    void lookingWhatWasSentAndTakingBackTheRestTakesBackWhatIsBeingSent(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_part (id int primary key, sent boolean, back boolean)").update();
        int[] number = {0};
        Toy.mustFail(200, () -> {
            int id = number[0]++;
            jdbc.sql("insert into naive_part values (?, false, false)").param(id).update();
            Race.of(2).run((int contestant) -> {
                if (!jdbc.sql("select sent or back from naive_part where id = ?").param(id).query(Boolean.class)
                        .single()) {
                    jdbc.sql("update naive_part set " + (contestant == 0 ? "sent" : "back") + " = true where id = ?")
                            .param(id).update();
                }
                return true;
            });
            eitherSentOrBack(is(jdbc, "sent", id), is(jdbc, "back", id));
        });
    }

    private static void eitherSentOrBack(boolean sent, boolean back) {
        assertThat(sent).as("sent, and back on the shelf: %s", back).isNotEqualTo(back);
    }

    private static boolean is(JdbcClient jdbc, String column, int id) {
        return jdbc.sql("select " + column + " from naive_part where id = ?").param(id).query(Boolean.class).single();
    }

    /** Whether its unit was taken back. */
    private boolean returned(long order, Product product) {
        return commerce.node(0).bean(JdbcClient.class).sql("""
                select exists (select from stock_movement
                    where order_id = :order and product_id = :product and kind = 'return')""")
                .param("order", order).param("product", product.id()).query(Boolean.class).single();
    }

    /** An order for one of each that is paid, though billing knows nothing of it. */
    private long paid(Product lamp, Product chair) {
        long id = commerce.node(0).bean(SnowflakeGenerator.class).next();
        Placement placement = new Placement(id, "usr_partly",
                List.of(new OrderLine(lamp.id(), lamp.sellerId(), "Lamp", 1, 1_000),
                        new OrderLine(chair.id(), chair.sellerId(), "Chair", 1, 1_000)),
                lamp.price(), "tok_visa", new Place("Ada", "1 Main St", null, "Paris", null, "75001", "FR"));
        new TransactionTemplate(commerce.node(0).bean(PlatformTransactionManager.class)).executeWithoutResult(_ -> {
            commerce.node(0).bean(OrderStore.class).insert(placement, Duration.ofMinutes(10), Duration.ofMinutes(5),
                    "It was ordered.");
            commerce.node(0).bean(Inventory.class).reserve(id, placement.quantities());
        });
        orders(0).happen(id, new Happening.Captured());
        return id;
    }

    private Orders orders(int node) {
        return commerce.node(node).bean(Orders.class);
    }
}
