package dev.whiteboard.commerce.demo;

import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.commerce.CommerceApplication;
import dev.whiteboard.commerce.Shop;
import dev.whiteboard.commerce.catalog.OpeningStock;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The demo shop is the same everywhere, and is there once. */
@Servers({POSTGRES, KAFKA})
class DemoShopTest {
    @Test
    void theSameNumberIsTheSameProduct() {
        assertThat(DemoCatalogue.product(42)).isEqualTo(DemoCatalogue.product(42));
        assertThat(IntStream.rangeClosed(1, 1_000).mapToObj(DemoCatalogue::product).map(draft -> draft.category())
                .distinct()).hasSize(10);
        assertThat(DemoCatalogue.product(1).title()).isEqualTo("Rowan bamboo watering can Everyday");
    }

    @Test
    void itFillsInTheBackgroundAndNothingComesTwice(TestEnvironment environment, TestTokens tokens,
            DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        try (Nodes nodes = Nodes.of(CommerceApplication.class, environment.names())) {
            Shop shop = Shop.start(nodes, tokens, Map.of("DEMO_PRODUCTS", "1500"));
            await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(count(jdbc)).isEqualTo(1_500));
            assertThat(shop.get("/api/v1/products?category=books&sort=price_asc&limit=100").json().path("data").size())
                    .isEqualTo(100);
            var larger = new DemoShop(new DemoProperties(3_500), shop.bean(JdbcClient.class),
                    shop.bean(TransactionOperations.class), shop.bean(OpeningStock.class),
                    shop.node().context().getEnvironment());
            List<Integer> added = Race.of(3).run(larger::fill);
            assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
            assertThat(count(jdbc)).isEqualTo(3_500);
            assertThat(jdbc.sql("select count(*) from stock where available > 0").query(Long.class).single())
                    .isEqualTo(3_500);
        }
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from product").query(Long.class).single();
    }

    @Test
    void nobodyShipsItToProduction(TestEnvironment environment) {
        try (Nodes nodes = Nodes.of(CommerceApplication.class, environment.names())) {
            assertThatThrownBy(() -> nodes.start(Map.of("DEMO_PRODUCTS", "1", "spring.profiles.active", "production")))
                    .hasStackTraceContaining("nobody ships these");
        }
    }
}
