package dev.whiteboard.commerce.review;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.Shop;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who may say what, and how often. */
@Servers(value = {POSTGRES, REDIS, KAFKA, ELASTICSEARCH}, shared = true)
class ReviewTest {
    private List<Shop> shops;
    private Shop shop;
    private JdbcClient jdbc;
    private PaidOrders orders;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens, DataSource database) {
        shops = Shop.two(environment, tokens);
        shop = shops.getFirst();
        jdbc = JdbcClient.create(database);
        orders = new PaidOrders(database);
    }

    private static String path(String product) {
        return "/api/v1/products/" + product + "/reviews";
    }

    @Test
    void whoBoughtItMayReviewItOnce() {
        String product = shop.sell("usr_seller", "Reviewed", "1", "toys");
        assertThat(shop.post(path(product), "{\"rating\":5}", "usr_buyer").status()).isEqualTo(403);
        orders.place("usr_buyer", false, product);
        assertThat(shop.post(path(product), "{\"rating\":5}", "usr_buyer").status()).isEqualTo(403);
        orders.place("usr_buyer", true, product);
        Answer answer = shop.post(path(product), "{\"rating\":4,\"title\":\"Good\",\"text\":\"It works.\"}",
                "usr_buyer");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("verified_purchase").asBoolean()).isTrue();
        assertThat(shop.post(path(product), "{\"rating\":1}", "usr_buyer").code()).isEqualTo("ALREADY_EXISTS");
        assertThat(shop.post(path(product), "{\"rating\":1}", null).status()).isEqualTo(401);
        JsonNode reviews = shop.get(path(product)).json().path("data");
        assertThat(reviews.size()).isEqualTo(1);
        assertThat(reviews.path(0).path("author_id").asString()).isEqualTo("usr_buyer");
        JsonNode shown = shop.get("/api/v1/products/" + product).json();
        assertThat(shown.path("rating").asDouble()).isEqualTo(4.0);
        assertThat(shown.path("reviews").asInt()).isEqualTo(1);
        assertThat(shown.path("version").asInt()).as("a review is no edit").isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"rating\":0}|422", "{\"rating\":6}|422", "{\"rating\":4.5}|400",
        "{\"rating\":\"5\"}|400", "{}|400", "{\"rating\":5,\"stars\":5}|400"})
    void whatMakesNoSenseIsRefused(String body, int status) {
        String product = shop.sell("usr_seller", "Reviewed", "1", "toys");
        orders.place("usr_buyer", true, product);
        assertThat(shop.post(path(product), body, "usr_buyer").status()).isEqualTo(status);
        assertThat(
                shop.post(path(product), "{\"rating\":5,\"title\":\"" + "x".repeat(201) + "\"}", "usr_buyer").field())
                .isEqualTo("title");
        assertThat(shop.post(path("prod_0000000000zzz"), "{\"rating\":5}", "usr_buyer").status()).isEqualTo(404);
        assertThat(shop.get(path("prod_0000000000zzz")).status()).isEqualTo(404);
    }

    @Test
    void reviewsComePageByPage() {
        String product = shop.sell("usr_seller", "Reviewed", "1", "toys");
        for (int i = 0; i < 5; i++) {
            orders.place("usr_p" + i, true, product);
            assertThat(shop.post(path(product), "{\"rating\":3}", "usr_p" + i).status()).isEqualTo(201);
        }
        JsonNode first = shop.get(path(product) + "?limit=3").json();
        JsonNode second = shop.get(path(product) + "?limit=3&cursor="
                + first.path("pagination").path("next_cursor").asString()).json();
        List<String> authors = new ArrayList<>();
        first.path("data").forEach(review -> authors.add(review.path("author_id").asString()));
        second.path("data").forEach(review -> authors.add(review.path("author_id").asString()));
        assertThat(authors).containsExactly("usr_p4", "usr_p3", "usr_p2", "usr_p1", "usr_p0");
        assertThat(second.path("pagination").path("has_more").asBoolean()).isFalse();
    }

    /** Says something of a product; answers whether it was let in. */
    private interface Buyer {
        boolean review(String product, String user, int number, int stars);
    }

    /** Each of two buyers presses the button three times at once. */
    private void eachBuyerIsHeardOnceAndTheRatingIsWhatTheySaid(Buyer buyer, int rounds, String table) {
        Random random = Seed.random("reviews");
        for (int round = 0; round < rounds; round++) {
            String product = shop.sell("usr_seller", "Raced", "1", "toys");
            for (int user = 0; user < 2; user++) {
                orders.place("usr_r" + user, true, product);
            }
            int[] stars = random.ints(6, 1, 6).toArray();
            List<Boolean> heard = Race.of(6)
                    .run((int number) -> buyer.review(product, "usr_r" + number % 2, number, stars[number]));
            for (int user = 0; user < 2; user++) {
                int count = 0;
                for (int number = user; number < 6; number += 2) {
                    count += heard.get(number) ? 1 : 0;
                }
                assertThat(count).isEqualTo(1);
            }
            var said = jdbc
                    .sql("select count(*) as reviews, sum(stars) as stars from " + table + " where product_id = :id")
                    .param("id", Product.parse(product).getAsLong()).query().singleRow();
            var counted = jdbc
                    .sql("select reviews::bigint as reviews, stars::bigint as stars from product where id = :id")
                    .param("id", Product.parse(product).getAsLong()).query().singleRow();
            assertThat(counted).isEqualTo(said);
        }
    }

    @Test
    @Promise("commerce.one-review-per-buyer")
    void eachBuyerIsHeardOnce() {
        eachBuyerIsHeardOnceAndTheRatingIsWhatTheySaid((product, user, number, stars) -> {
            Answer answer = shops.get(number / 2 % 2).post(path(product), "{\"rating\":" + stars + "}", user);
            assertThat(answer.status()).as(answer.body()).isIn(201, 409);
            return answer.status() == 201;
        }, Scale.rounds(100), "review");
    }

    /** The toy looks whether there is a review, and then writes one. */
    @Test
    @Promise(value = "commerce.one-review-per-buyer", naive = true)
    void lookingFirstHearsSomeTwice() {
        jdbc.sql("create table if not exists toy_review (product_id bigint, author_id text, stars int)").update();
        Toy.mustFail(10, () -> eachBuyerIsHeardOnceAndTheRatingIsWhatTheySaid((product, user, number, stars) -> {
            long id = Product.parse(product).getAsLong();
            boolean there = jdbc
                    .sql("select exists (select 1 from toy_review where product_id = :id and author_id = :user)")
                    .param("id", id).param("user", user).query(Boolean.class).single();
            if (there) {
                return false;
            }
            jdbc.sql("insert into toy_review values (:id, :user, :stars)").param("id", id).param("user", user)
                    .param("stars", stars).update();
            return true;
        }, 5, "toy_review"));
    }
}
