package dev.whiteboard.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Carts of users and of visitors, and what becomes of the latter when they sign in. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class CartTest {
    private static final int CLICKS = 50;
    private Commerce commerce;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
    }

    @Test
    @Promise("commerce.same-item-twice")
    void theSameItemTwiceIsOneLineAndReservedAsOne() {
        Product lamp = commerce.product(3);
        String ada = commerce.newcomer();
        commerce.add(0, lamp, 2, ada);
        Answer twice = commerce.add(1, lamp, 2, ada);
        assertThat(twice.json().get("items").size()).isEqualTo(1);
        assertThat(twice.json().at("/items/0/quantity").asLong()).isEqualTo(4);
        assertThat(twice.json().at("/items/0/in_stock").asBoolean()).isFalse();
        assertThat(commerce.checkOut(0, "tok_visa", ada).code()).isEqualTo("OUT_OF_STOCK");
        commerce.assertStock(lamp, 3, 0, 0);
        Answer less = Http.put(commerce.url(0) + "/api/v1/cart/items/" + twice.json().at("/items/0/item_id").asString(),
                "{\"quantity\":3}", ada);
        assertThat(less.text("total")).isEqualTo("30.00");
        assertThat(commerce.checkOut(0, "tok_declined", ada).status()).isEqualTo(201);
    }

    @Test
    @Promise("commerce.same-item-twice")
    void fiftyClicksAtOnceAddFifty() {
        Product lamp = commerce.product(60);
        String ada = commerce.newcomer();
        eachClickCounts(CLICKS, click -> commerce.add(click, lamp, 1, ada).expect(201),
                () -> cart(ada, null).json().at("/items/0/quantity").asLong());
    }

    @Test
    @Promise(value = "commerce.same-item-twice", naive = true)
    void readingTheQuantityAndWritingTheSumLosesClicks(DataSource database) {
        JdbcClient jdbc = lines(database);
        LongSupplier quantity = () -> jdbc.sql("select quantity from naive_line").query(Long.class).single();
        Toy.mustFail(50, () -> {
            jdbc.sql("truncate naive_line").update();
            jdbc.sql("insert into naive_line values ('ada', 'lamp', 0)").update();
            eachClickCounts(8, _ -> {
                long seen = quantity.getAsLong();
                jdbc.sql("update naive_line set quantity = ?").param(seen + 1).update();
            }, quantity);
        });
    }

    @Test
    @Promise("commerce.one-order-per-cart")
    void fiftyClicksOnBuyMakeOneOrder() {
        for (int round = 0; round < 5; round++) {
            Product lamp = commerce.product(60);
            String ada = commerce.newcomer();
            commerce.add(0, lamp, 1, ada);
            AtomicInteger click = new AtomicInteger();
            oneOrder(CLICKS, () -> commerce.checkOut(click.incrementAndGet(), "tok_declined", ada).status());
        }
    }

    @Test
    @Promise(value = "commerce.one-order-per-cart", naive = true)
    void readingACartAndEmptyingItAfterwardsOrdersItTwice(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_cart (id int primary key)").update();
        Toy.mustFail(50, () -> {
            jdbc.sql("insert into naive_cart values (1) on conflict do nothing").update();
            oneOrder(8, () -> {
                if (jdbc.sql("select count(*) from naive_cart").query(Integer.class).single() == 0) {
                    return 409;
                }
                jdbc.sql("delete from naive_cart").update();
                return 201;
            });
        });
    }

    @Test
    void aVisitorsCartIsFoundByItsCookie() {
        Product lamp = commerce.product(3);
        Answer first = visit(null, null, lamp, 2);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
        assertThat(cart(null, cookie).json().at("/items/0/quantity").asLong()).isEqualTo(2);
        assertThat(cart(null, null).json().get("items").size()).isZero();
        assertThat(cart(null, "wb_cart=nonsense").json().get("items").size()).isZero();
    }

    @Test
    @Promise("commerce.cart-merge")
    void whoSignsInKeepsTheLargerWishForEachProduct() {
        Product lamp = commerce.product(9);
        Product chair = commerce.product(9);
        Product desk = commerce.product(9);
        String ada = commerce.newcomer();
        commerce.add(0, lamp, 2, ada);
        commerce.add(0, desk, 1, ada);
        String cookie = visit(null, null, lamp, 3).headers().firstValue("Set-Cookie").orElseThrow();
        visit(null, cookie, chair, 1);
        visit(null, cookie, desk, 1);
        threeLampsAChairAndADesk(() -> cart(ada, cookie).expect(200), () -> quantities(cart(ada, null)));
        assertThat(quantities(cart(ada, cookie))).containsExactlyInAnyOrder(3L, 1L, 1L);
        assertThat(cart(null, cookie).json().get("items").size()).isZero();
    }

    @Test
    @Promise("commerce.cart-merge")
    void whatIsMergedIsKeptThoughItIsMoreThanCanBeOrderedAtOnce() {
        List<Product> products = IntStream.range(0, 101).mapToObj(_ -> commerce.product(1)).toList();
        String ada = commerce.newcomer();
        products.subList(0, 100).forEach(product -> commerce.add(0, product, 1, ada).expect(201));
        assertThat(commerce.add(0, products.getLast(), 1, ada).status()).isEqualTo(422);
        String cookie = visit(null, null, products.getLast(), 1).headers().firstValue("Set-Cookie").orElseThrow();
        JsonNode merged = cart(ada, cookie).expect(200).json();
        assertThat(merged.get("items").size()).isEqualTo(101);
        assertThat(commerce.checkOut(0, "tok_declined", ada).expect(409).code()).isEqualTo("CONFLICT");
        Http.delete(commerce.url(0) + "/api/v1/cart/items/" + merged.at("/items/7/item_id").asString(), ada)
                .expect(204);
        commerce.checkOut(0, "tok_declined", ada).expect(201);
    }

    @Test
    @Promise(value = "commerce.cart-merge", naive = true)
    void addingWhatTheVisitorHadAndForgettingItAfterwardsAddsItTwice(DataSource database) {
        JdbcClient jdbc = lines(database);
        Toy.mustFail(50, () -> {
            jdbc.sql("truncate naive_line").update();
            jdbc.sql("""
                    insert into naive_line
                    values ('cookie', 'lamp', 3), ('cookie', 'chair', 1), ('cookie', 'desk', 1)""").update();
            threeLampsAChairAndADesk(() -> {
                jdbc.sql("""
                        insert into naive_line as mine
                        select 'ada', product, quantity from naive_line where owner = 'cookie' order by product
                        on conflict (owner, product) do update set quantity = mine.quantity + excluded.quantity""")
                        .update();
                jdbc.sql("delete from naive_line where owner = 'cookie'").update();
            }, () -> jdbc.sql("select quantity from naive_line where owner = 'ada'").query(Long.class).list());
        });
    }

    private static void eachClickCounts(int clicks, IntConsumer click, LongSupplier quantity) {
        Race.of(clicks).run((int number) -> {
            click.accept(number);
            return true;
        });
        assertThat(quantity.getAsLong()).isEqualTo(clicks);
    }

    /** Eight devices merge them into the user's cart at once; then that is what the user has. */
    private static void threeLampsAChairAndADesk(Runnable merge, Supplier<List<Long>> quantities) {
        Race.of(8).run(() -> {
            merge.run();
            return true;
        });
        assertThat(quantities.get()).containsExactlyInAnyOrder(3L, 1L, 1L);
    }

    /** Lines of carts without any of what makes them safe but their key. */
    private static JdbcClient lines(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                create table if not exists naive_line (owner text, product text, quantity bigint not null,
                    primary key (owner, product))""").update();
        return jdbc;
    }

    private static void oneOrder(int clicks, IntSupplier click) {
        List<Integer> statuses = Race.of(clicks).run((int _) -> click.getAsInt());
        assertThat(Collections.frequency(statuses, 201)).as(statuses.toString()).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 409)).as(statuses.toString()).isEqualTo(clicks - 1);
    }

    private static List<Long> quantities(Answer cart) {
        return cart.json().get("items").valueStream().map((JsonNode item) -> item.get("quantity").asLong()).toList();
    }

    private Answer visit(@Nullable String token, @Nullable String cookie, Product product, long quantity) {
        var request = Http.request("POST", commerce.url(0) + "/api/v1/cart/items",
                Commerce.item(product, quantity), token);
        return Http.send(cookie == null ? request : request.header("Cookie", cookie.replaceFirst(";.*", "")));
    }

    private Answer cart(@Nullable String token, @Nullable String cookie) {
        var request = Http.request(commerce.url(1) + "/api/v1/cart", token).GET();
        return Http.send(cookie == null ? request : request.header("Cookie", cookie.replaceFirst(";.*", "")));
    }
}
