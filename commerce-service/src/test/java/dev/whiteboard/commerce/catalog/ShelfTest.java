package dev.whiteboard.commerce.catalog;

import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whiteboard.commerce.CommerceApplication;
import dev.whiteboard.commerce.Shop;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How old a price may be that a shopper sees. There is no Elasticsearch here, so nobody repeats what was not announced. */
@Servers({POSTGRES, REDIS, KAFKA})
class ShelfTest {
    private static final Duration NEAR = Duration.ofMillis(200);
    private static final Duration SHARED = Duration.ofMillis(600);
    /** For a load that a busy machine stops between reading the row and keeping the copy. */
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static Nodes nodes;
    private static List<Shop> shops;

    @BeforeAll
    static void open(TestEnvironment environment, TestTokens tokens) {
        nodes = Nodes.of(CommerceApplication.class, environment.names());
        Map<String, String> lifetimes = Map.of("whiteboard.shelf.near-lifetime", NEAR.toMillis() + "ms",
                "whiteboard.shelf.shared-lifetime", SHARED.toMillis() + "ms");
        shops = List.of(Shop.start(nodes, tokens, lifetimes), Shop.start(nodes, tokens, lifetimes));
    }

    @AfterAll
    static void end() {
        nodes.close();
    }

    @AfterEach
    void mend(Redis redis) {
        redis.server().start();
        redis.server().resume();
    }

    private static String priceAt(Shop shop, String id) {
        Answer answer = shop.get("/api/v1/products/" + id);
        return answer.status() == 410 ? "withdrawn" : answer.json().path("price").asString();
    }

    /** Busy shoppers see the new state as soon as the copies' lifetimes have passed, and never the old one again. */
    private static void seenInTime(Supplier<String> shopper, String after) {
        long changed = System.nanoTime();
        long bound = NEAR.plus(SHARED).plus(BUSY).toNanos();
        boolean late = false;
        while (!late) {
            late = System.nanoTime() - changed > bound;
            String seen = shopper.get();
            if (late) {
                assertThat(seen).isEqualTo(after);
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(shopper.get()).isEqualTo(after);
        }
    }

    private String warm() {
        String id = shops.getFirst().sell("usr_seller", "Seen", "10", "toys");
        shops.forEach(shop -> assertThat(priceAt(shop, id)).isEqualTo("10.00"));
        return id;
    }

    private void change(String id, String price) {
        assertThat(shops.getFirst().put("/api/v1/seller/products/" + id, Shop.product("Seen", price, "toys") + "}",
                "usr_seller").status()).isEqualTo(200);
    }

    @Test
    void aChangeIsPushedToOtherNodes() {
        String id = warm();
        change(id, "11");
        assertThat(priceAt(shops.getFirst(), id)).isEqualTo("11.00");
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(priceAt(shops.getLast(), id)).isEqualTo("11.00"));
    }

    @Test
    @Promise("commerce.price-never-older")
    void anOldPriceIsGoneInTimeAlthoughNobodyAnnouncedTheChange(DataSource database) {
        String id = warm();
        JdbcClient.create(database)
                .sql("update product set price_minor = 1200, version = version + 1 where id = :id")
                .param("id", Product.parse(id).getAsLong()).update();
        seenInTime(() -> priceAt(shops.getLast(), id), "12.00");
    }

    @Test
    @Promise("commerce.price-never-older")
    void anOldPriceIsGoneInTimeAlthoughRedisHangsAndComesBack(Redis redis) {
        String id = warm();
        redis.server().suspend();
        change(id, "13");
        redis.server().resume();
        seenInTime(() -> priceAt(shops.getLast(), id), "13.00");
        redis.server().kill();
        change(id, "14");
        seenInTime(() -> priceAt(shops.getLast(), id), "14.00");
    }

    @Test
    @Promise("commerce.price-never-older")
    void whatIsWithdrawnIsGoneInTime() {
        String id = warm();
        assertThat(shops.getFirst().call("DELETE", "/api/v1/seller/products/" + id, null, "usr_seller").status())
                .isEqualTo(204);
        seenInTime(() -> priceAt(shops.getLast(), id), "withdrawn");
    }

    /** The toy keeps what is used: a busy product lives for ever. */
    @Test
    @Promise(value = "commerce.price-never-older", naive = true)
    void aCopyThatLivesOnWithEachUseIsNeverReplaced(DataSource database) {
        Toy.mustFail(3, () -> {
            String id = warm();
            long key = Product.parse(id).getAsLong();
            Listings table = shops.getFirst().bean(Listings.class);
            Cache<Long, String> toy = Caffeine.newBuilder().expireAfterAccess(NEAR.plus(SHARED)).build();
            Supplier<String> shopper = () -> toy.get(key,
                    asked -> table.read(asked).orElseThrow().product().price().text());
            assertThat(shopper.get()).isEqualTo("10.00");
            JdbcClient.create(database)
                    .sql("update product set price_minor = 1200, version = version + 1 where id = :id")
                    .param("id", key).update();
            seenInTime(shopper, "12.00");
        });
    }
}
