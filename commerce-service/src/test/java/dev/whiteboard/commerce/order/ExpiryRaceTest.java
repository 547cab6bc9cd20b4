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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The payment arrives in the moment in which the units go back. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class ExpiryRaceTest {
    private static final int SPREAD_MILLIS = 5;
    private final Random random = Seed.random("expiry");
    private Commerce commerce;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
    }

    @Test
    @Promise("commerce.expiry-or-payment")
    void itIsClaimedOrReleasedAndGivenBackButNeverBoth() {
        int paid = 0;
        int rounds = Scale.rounds(2_000);
        Product lamp = commerce.product(rounds);
        for (int round = 0; round < rounds; round++) {
            long order = expiring(lamp);
            Duration late = Duration.ofNanos(random.nextInt(2 * SPREAD_MILLIS * 1_000_000));
            boolean first = random.nextBoolean();
            Race.of(2).run((int contestant) -> {
                if (contestant == 0) {
                    pause(first ? late : Duration.ZERO);
                    orders(0).sweep(order);
                } else {
                    pause(first ? Duration.ZERO : late);
                    orders(1).happen(order, new Happening.Captured());
                }
                return true;
            });
            paid += eitherOr(orders(0).find(order).orElseThrow());
            end(order);
        }
        commerce.assertStock(lamp, rounds - paid, 0, paid);
        commerce.assertStockLaw();
    }

    /** A card that takes its time, and a reservation that ends meanwhile: whichever is first, the books agree. */
    @Test
    @Promise("commerce.expiry-or-payment")
    void withTheRealProviderWhatIsKeptIsPaid(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        Product lamp = commerce.product(20);
        List<String> orders = new ArrayList<>();
        String ada = commerce.newcomer();
        for (int i = 0; i < 8; i++) {
            String order = commerce.order(lamp, 1, "tok_slow", ada);
            jdbc.sql("""
                    update orders set reserved_until = wb_now() + :in * interval '1 millisecond',
                        due_at = wb_now() + :in * interval '1 millisecond' where id = :id""")
                    .param("in", 1_000 + random.nextInt(1_500)).param("id", Order.parse(order).getAsLong()).update();
            orders.add(order);
        }
        long kept = 0;
        for (String order : orders) {
            boolean paid = commerce.awaitSettled(order, ada).text("status").equals("paid");
            assertThat(commerce.billing().done(order, "capture") - commerce.billing().done(order, "refund"))
                    .isEqualTo(paid ? 1 : 0);
            kept += paid ? 1 : 0;
        }
        commerce.assertStock(lamp, 20 - kept, 0, kept);
    }

    @Test
    @Promise(value = "commerce.expiry-or-payment", naive = true)
    void readingTheStatusAndThenActingOnItDoesBoth(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_order (id int primary key, status text, released int, claimed int)")
                .update();
        int[] number = {0};
        Toy.mustFail(200, () -> {
            int id = number[0]++;
            jdbc.sql("insert into naive_order values (?, 'pending', 0, 0)").param(id).update();
            Race.of(2).run((int contestant) -> {
                if (jdbc.sql("select status from naive_order where id = ?").param(id).query(String.class).single()
                        .equals("pending")) {
                    jdbc.sql(contestant == 0
                            ? "update naive_order set status = 'failed', released = released + 1 where id = ?"
                            : "update naive_order set status = 'paid', claimed = claimed + 1 where id = ?").param(id)
                            .update();
                }
                return true;
            });
            assertThat(jdbc.sql("select released + claimed from naive_order where id = ?").param(id)
                    .query(Integer.class).single()).isEqualTo(1);
        });
    }

    /** 1 if it was paid; fails if it was neither or both. */
    private int eitherOr(Order order) {
        if (order.status() == OrderStatus.PAID) {
            assertThat(order.payment()).isEqualTo(PaymentState.CAPTURED);
            return 1;
        }
        assertThat(order.status()).isEqualTo(OrderStatus.FAILED);
        assertThat(order.payment()).isEqualTo(PaymentState.REFUNDING);
        assertThat(order.refundNo()).isEqualTo(1);
        return 0;
    }

    /** An order whose reservation is over now; billing knows nothing of it. */
    private long expiring(Product product) {
        long id = commerce.node(0).bean(SnowflakeGenerator.class).next();
        OrderStore store = commerce.node(0).bean(OrderStore.class);
        Placement placement = new Placement(id, "usr_expiry",
                List.of(new OrderLine(product.id(), Commerce.SELLER, "Lamp", 1, 1_000)), product.price(), "tok_visa",
                new Place("Ada", "1 Main St", null, "Paris", null, "75001", "FR"));
        transaction(() -> {
            store.insert(placement, Duration.ZERO, Duration.ofMinutes(5), "It was ordered.");
            commerce.node(0).bean(Inventory.class).reserve(id, placement.quantities());
        });
        return id;
    }

    /** As if it had been settled long ago, so that other tests do not find it open. */
    private void end(long order) {
        orders(0).happen(order, new Happening.Refunded());
        Order ended = orders(0).find(order).orElseThrow();
        if (ended.payment() == PaymentState.CAPTURED) {
            commerce.node(0).bean(JdbcClient.class).sql("""
                    update orders set status = 'refunded', payment = 'refunded' where id = :id""").param("id", order)
                    .update();
        }
    }

    private Orders orders(int node) {
        return commerce.node(node).bean(Orders.class);
    }

    private void transaction(Runnable work) {
        new TransactionTemplate(commerce.node(0).bean(PlatformTransactionManager.class))
                .executeWithoutResult(_ -> work.run());
    }

    @SuppressWarnings("ThreadPriorityCheck") // Finer than any sleep: the race is about milliseconds.
    private static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            Thread.yield();
        }
    }
}
