package dev.whiteboard.commerce.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.Commerce;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders for the same two products, named in opposite order, on two nodes. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class LockOrderTest {
    private static final AtomicLong ORDERS = new AtomicLong(1_000_000);
    private Commerce commerce;
    private Product lamp;
    private Product chair;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
        lamp = commerce.product(1_000_000);
        chair = commerce.product(1_000_000);
    }

    @Test
    @Promise("commerce.no-deadlock")
    void neitherReservingNorReleasingBlocksForGood() {
        for (int round = Scale.rounds(5_000); round > 0; round--) {
            noneIsEnded(this::reserveAndRelease);
        }
        commerce.assertStock(lamp, 1_000_000, 0, 0);
        commerce.assertStock(chair, 1_000_000, 0, 0);
    }

    @Test
    @Promise(value = "commerce.no-deadlock", naive = true)
    void takingThemInTheOrderOfTheCartDoes() {
        Toy.mustFail(200, () -> noneIsEnded((node, first, second) -> {
            JdbcClient jdbc = commerce.node(node).bean(JdbcClient.class);
            return transaction(node, () -> {
                for (long product : List.of(first, second)) {
                    jdbc.sql("update stock set available = available where product_id = ?").param(product).update();
                }
            });
        }));
    }

    private interface Contestant {
        boolean run(int node, long first, long second);
    }

    private void noneIsEnded(Contestant contestant) {
        assertThat(Race.of(2).run((int node) -> node == 0
                ? contestant.run(0, lamp.id(), chair.id())
                : contestant.run(1, chair.id(), lamp.id()))).containsOnly(true);
    }

    private boolean reserveAndRelease(int node, long first, long second) {
        Inventory inventory = commerce.node(node).bean(Inventory.class);
        long order = ORDERS.incrementAndGet();
        List<Quantity> both = List.of(new Quantity(first, 1), new Quantity(second, 1));
        return transaction(node, () -> inventory.reserve(order, both))
                && transaction(node, () -> inventory.move(Move.all(order, Movement.RELEASE, both)));
    }

    private boolean transaction(int node, Runnable work) {
        try {
            new TransactionTemplate(commerce.node(node).bean(PlatformTransactionManager.class))
                    .executeWithoutResult(_ -> work.run());
            return true;
        } catch (DataAccessException deadlock) {
            return false;
        }
    }
}
