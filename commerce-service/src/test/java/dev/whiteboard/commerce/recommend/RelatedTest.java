package dev.whiteboard.commerce.recommend;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.commerce.Shop;
import dev.whiteboard.commerce.review.PaidOrders;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is shown beside a product. */
@Servers(value = {POSTGRES, REDIS, KAFKA, ELASTICSEARCH}, shared = true)
class RelatedTest {
    private Shop shop;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        shop = Shop.two(environment, tokens).getFirst();
    }

    private static List<String> ids(JsonNode items) {
        return items.valueStream().map(item -> item.path("product_id").asString()).toList();
    }

    @Test
    void whatTwoBuyersTookAlongIsShownAndWhatOneDidIsNot(DataSource database) {
        String phone = shop.sell("usr_seller", "Phone", "300", "electronics");
        String often = shop.sell("usr_seller", "Case", "10", "electronics");
        String twice = shop.sell("usr_seller", "Cable", "5", "electronics");
        String once = shop.sell("usr_seller", "Present", "50", "toys");
        String gone = shop.sell("usr_seller", "Recalled", "50", "toys");
        var orders = new PaidOrders(database);
        orders.place("usr_a", true, phone, often, twice, gone);
        orders.place("usr_b", true, phone, often, twice, gone);
        orders.place("usr_c", true, phone, often, once);
        orders.place("usr_c", true, phone, once);
        orders.place("usr_d", false, phone, once);
        assertThat(shop.call("DELETE", "/api/v1/seller/products/" + gone, null, "usr_seller").status()).isEqualTo(204);
        JsonNode together = shop.get("/api/v1/products/" + phone + "/related").json().path("bought_together");
        assertThat(ids(together)).containsExactly(often, twice);
        assertThat(together.path(0).path("buyers").asInt()).isEqualTo(3);
    }

    @Test
    void whatSpeaksOfTheSameThingsIsSimilar() {
        String one = shop.sell("usr_seller", "Nickelharpa oak with bow", "300", "music");
        String alike = shop.sell("usr_seller", "Nickelharpa maple with bow", "400", "music");
        shop.sell("usr_seller", "Unrelated thing", "4", "home");
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            JsonNode related = shop.get("/api/v1/products/" + one + "/related").json();
            assertThat(ids(related.path("similar"))).startsWith(alike).doesNotContain(one);
            assertThat(related.path("degraded").asBoolean()).isFalse();
        });
        assertThat(shop.get("/api/v1/products/prod_0000000000zzz/related").status()).isEqualTo(404);
    }
}
