package dev.whiteboard.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many want the last one, on two nodes at once. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class LastUnitTest {
    private Commerce commerce;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 50})
    @Promise("commerce.never-oversold")
    void oneGetsItAndTheOthersAreToldThatItIsGone(int buyers, DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        List<String> tokens = IntStream.range(0, buyers).mapToObj(buyer -> commerce.user("usr_last" + buyer)).toList();
        for (int round = Scale.rounds(500); round > 0; round--) {
            Product product = commerce.product(1);
            fillCarts(jdbc, buyers, product.id());
            exactlyOne(buyers, buyer -> {
                Answer told = commerce.checkOut(buyer, "tok_visa", tokens.get(buyer));
                assertThat(told.status() == 201 || told.code().equals("OUT_OF_STOCK")).as(told.body()).isTrue();
                return told.status();
            });
            assertThat(commerce.audit(product).get("available").asLong()).isZero();
        }
        commerce.assertChargesArePaidOrders();
        commerce.assertStockLaw();
        assertThat(jdbc.sql("select max(sold) from stock where received = 1").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    @Promise(value = "commerce.never-oversold", naive = true)
    void lookingAtTheStockAndThenTakingFromItSellsItTwice(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_stock (product int primary key, available int not null)").update();
        int[] product = {0};
        Toy.mustFail(100, () -> {
            int id = product[0]++;
            jdbc.sql("insert into naive_stock values (?, 1)").param(id).update();
            exactlyOne(8, _ -> {
                int available = jdbc.sql("select available from naive_stock where product = ?").param(id)
                        .query(Integer.class).single();
                if (available < 1) {
                    return 409;
                }
                jdbc.sql("update naive_stock set available = ? where product = ?").params(available - 1, id).update();
                return 201;
            });
        });
    }

    private static void exactlyOne(int buyers, IntUnaryOperator buy) {
        List<Integer> statuses = Race.of(buyers).run((int buyer) -> buy.applyAsInt(buyer));
        assertThat(Collections.frequency(statuses, 201)).as(statuses.toString()).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).as(statuses.toString()).isEqualTo(buyers - 1);
    }

    /** Everybody has one of it in their cart, and nothing else. */
    private static void fillCarts(JdbcClient jdbc, int buyers, long product) {
        jdbc.sql("""
                insert into cart (id, user_id) select 1000 + n, 'usr_last' || n from generate_series(0, :last) n
                on conflict do nothing""").param("last", buyers - 1).update();
        jdbc.sql("delete from cart_line where cart_id between 1000 and 1999").update();
        jdbc.sql("""
                insert into cart_line (cart_id, product_id, quantity)
                select 1000 + n, :product, 1 from generate_series(0, :last) n""")
                .param("product", product).param("last", buyers - 1).update();
    }
}
