package dev.whiteboard.commerce.catalog;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.Shop;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestMedia;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What sellers can do, and cannot. */
@Servers(value = {POSTGRES, REDIS, KAFKA, ELASTICSEARCH}, shared = true)
class SellerTest {
    private static final String SELLER = "usr_00000000seller";
    private List<Shop> shops;
    private Shop shop;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        shops = Shop.two(environment, tokens);
        shop = shops.getFirst();
    }

    @Test
    void aProductIsPutOnTheShelfEditedWithdrawnAndPutBack() {
        Answer added = shop.post("/api/v1/seller/products",
                "{\"title\":\" Lamp \",\"price\":49.99,\"category\":\"home\",\"stock\":3}", SELLER);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        JsonNode product = added.json();
        assertThat(product.path("title").asString()).isEqualTo("Lamp");
        assertThat(product.path("price").asString()).isEqualTo("49.99");
        assertThat(product.path("currency").asString()).isEqualTo("USD");
        String id = product.path("product_id").asString();
        String own = "/api/v1/seller/products/" + id;
        String shown = "/api/v1/products/" + id;
        Answer edited = shop.put(own,
                "{\"title\":\"Lamp\",\"price\":\"1200\",\"currency\":\"JPY\",\"category\":\"home\"}",
                SELLER, "If-Match", added.header("ETag"));
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(edited.json().path("price").asString()).isEqualTo("1200");
        assertThat(shop.put(own, Shop.product("Old", "1", "home") + "}", SELLER, "If-Match", added.header("ETag"))
                .status())
                .isEqualTo(412);
        assertThat(shop.call("DELETE", own, null, SELLER).status()).isEqualTo(204);
        assertThat(shop.get(shown).status()).isEqualTo(410);
        assertThat(shop.get(own, SELLER).json().path("state").asString()).isEqualTo("withdrawn");
        assertThat(shop.put(own, Shop.product("Lamp", "5", "home") + "}", SELLER).status()).isEqualTo(200);
        assertThat(shop.get(shown).json().path("price").asString()).isEqualTo("5.00");
    }

    @Test
    void whatIsSomebodyElsesIsNotThere() {
        String id = shop.sell(SELLER, "Mine", "1", "home");
        String own = "/api/v1/seller/products/" + id;
        assertThat(shop.get(own, "usr_other").status()).isEqualTo(404);
        assertThat(shop.put(own, Shop.product("Theirs", "1", "home") + "}", "usr_other").status()).isEqualTo(404);
        assertThat(shop.call("DELETE", own, null, "usr_other").status()).isEqualTo(404);
        assertThat(shop.get("/api/v1/products/prod_nonsense").status()).isEqualTo(404);
        assertThat(
                shop.post("/api/v1/seller/products", Shop.product("No", "1", "home") + ",\"stock\":1}", null).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"price\":\"1.23456\"|422|price", "\"price\":1.23456|422|price",
        "\"price\":\"0\"|422|price", "\"price\":\"-1\"|422|price", "\"price\":\"1000000000000\"|422|price",
        "\"price\":1e300|422|price", "\"price\":\"NaN\"|422|price", "\"price\":true|400|price",
        "\"price\":null|400|price",
        "\"currency\":\"DOGE\"|422|currency", "\"currency\":\"XAU\"|422|currency", "\"currency\":\"usd\"|422|currency",
        "\"category\":\"nothing\"|422|category", "\"title\":\"  \"|422|title", "\"title\":7|400|title",
        "\"stock\":-1|422|stock", "\"stock\":1000000000000|400|stock", "\"stock\":1000001|422|stock",
        "\"stock\":1.5|400|stock", "\"stock\":null|422|stock", "\"images\":[\"img_1\"]|422|images",
        "\"images\":\"media\"|400|images", "\"colour\":\"red\"|400|colour", "\"state\":\"withdrawn\"|422|state"})
    void whatMakesNoSenseIsRefusedByName(String change, int status, String field) {
        String name = change.substring(1, change.indexOf('"', 1));
        String body = "{\"title\":\"A\",\"price\":\"1\",\"category\":\"toys\",\"stock\":1}";
        String changed = body.contains("\"" + name + "\"")
                ? body.replaceAll("\"" + name + "\":(\"[^\"]*\"|[0-9]+)",
                        java.util.regex.Matcher.quoteReplacement(change))
                : body.replace("}", "," + change + "}");
        Answer answer = shop.post("/api/v1/seller/products", changed, SELLER);
        assertThat(answer.status()).as(changed + " " + answer.body()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void imagesAreWholePicturesOfTheSellers() {
        TestMedia storage = TestMedia.instance();
        String own = storage.complete(SELLER);
        Answer added = withImages(own);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().path("images").path(0).asString()).isEqualTo(own);
        assertThat(withImages(own, storage.complete("usr_other")).field()).isEqualTo("images[1]");
        assertThat(withImages(storage.begun(SELLER)).field()).isEqualTo("images[0]");
        assertThat(withImages(storage.complete(SELLER, "application/pdf")).field()).isEqualTo("images[0]");
        assertThat(withImages("media_zzzzzzzzzzzzz").status()).isEqualTo(422);
        assertThat(withImages(own, own).field()).isEqualTo("images");
    }

    private Answer withImages(String... ids) {
        return shop.post("/api/v1/seller/products",
                Shop.product("Pictured", "1", "toys") + ",\"stock\":1,\"images\":[\""
                        + String.join("\",\"", ids) + "\"]}",
                SELLER);
    }

    @Test
    void aTitleMayHave300CharactersAndADescription20000() {
        assertThat(add("x".repeat(300), "").status()).isEqualTo(201);
        assertThat(add("x".repeat(301), "").field()).isEqualTo("title");
        assertThat(add("x", "y".repeat(20_000)).status()).isEqualTo(201);
        assertThat(add("x", "y".repeat(20_001)).field()).isEqualTo("description");
    }

    private Answer add(String title, String description) {
        return shop.post("/api/v1/seller/products",
                "{\"title\":\"%s\",\"description\":\"%s\",\"price\":\"1\",\"category\":\"toys\",\"stock\":0}"
                        .formatted(title, description),
                SELLER);
    }

    @ParameterizedTest
    @CsvSource({"newest", "price_asc", "price_desc", "rating"})
    void aListHoldsEveryProductOnce(String sort) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(shop.sell(SELLER, "Listed", i % 3 + 1 + "", "garden"));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = shop.get("/api/v1/products?category=garden&limit=3&sort=" + sort + next).json();
            page.path("data").forEach(product -> seen.add(product.path("product_id").asString()));
            JsonNode cursor = page.path("pagination").path("next_cursor");
            next = cursor.isString() ? "&cursor=" + cursor.asString() : "";
        } while (!next.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsAll(all);
        assertThat(shop.get("/api/v1/products?sort=random").field()).isEqualTo("sort");
        assertThat(shop.get("/api/v1/products?category=random").field()).isEqualTo("category");
        assertThat(shop.get("/api/v1/products?cursor=AAAA").code()).isEqualTo("INVALID_CURSOR");
    }

    /** What one of several editors of the same version does; answers whether the edit was accepted. */
    private interface Editor {
        boolean edit(String id, String tag, int number);
    }

    private void onlyOneEditOfAVersionIsAccepted(Editor editor, int rounds) {
        for (int round = 0; round < rounds; round++) {
            Answer added = shop.post("/api/v1/seller/products",
                    Shop.product("Raced", "1", "toys") + ",\"stock\":1}",
                    SELLER);
            String id = added.json().path("product_id").asString();
            List<Boolean> accepted = Race.of(4).run((int number) -> editor.edit(id, added.header("ETag"), number));
            assertThat(accepted).containsOnlyOnce(true);
        }
    }

    @Test
    @Promise("commerce.edit-what-you-saw")
    void ofSeveralEditsOfAVersionOneIsAccepted() {
        onlyOneEditOfAVersionIsAccepted((id, tag, number) -> {
            Answer answer = shops.get(number % 2).put("/api/v1/seller/products/" + id,
                    Shop.product("Edit " + number, "2", "toys") + "}", SELLER, "If-Match", tag);
            assertThat(answer.status()).isIn(200, 412);
            return answer.status() == 200;
        }, Scale.rounds(300));
    }

    /** The toy looks at the version, and then writes. */
    @Test
    @Promise(value = "commerce.edit-what-you-saw", naive = true)
    void lookingAtTheVersionFirstAcceptsSeveral() {
        Products products = shop.bean(Products.class);
        Toy.mustFail(20, () -> onlyOneEditOfAVersionIsAccepted((id, tag, number) -> {
            long version = Long.parseLong(tag.replace("\"", ""));
            long key = Product.parse(id).getAsLong();
            if (products.find(key).orElseThrow().version() != version) {
                return false;
            }
            Optional<Product> changed = Optional.empty();
            while (changed.isEmpty()) {
                Product now = products.find(key).orElseThrow();
                changed = products.update(now, Draft.of(now), ProductState.ACTIVE);
            }
            return true;
        }, 10));
    }
}
