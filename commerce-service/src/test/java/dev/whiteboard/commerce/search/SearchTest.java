package dev.whiteboard.commerce.search;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.commerce.Shop;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What shoppers find. Each test speaks of things that no other speaks of. */
@Servers(value = {POSTGRES, REDIS, KAFKA, ELASTICSEARCH}, shared = true)
class SearchTest {
    private Shop shop;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        shop = Shop.two(environment, tokens).getFirst();
    }

    private void awaitFound(String query, String... ids) {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(shop.found(query)).containsExactlyInAnyOrder(ids));
    }

    @Test
    void whatIsPutOnTheShelfIsFoundUnderItsWordsAndGoneWhenWithdrawn() {
        String id = shop.sell("usr_seller", "Quokka plush with ears", "19.99", "toys");
        awaitFound("q=quokka", id);
        String path = "/api/v1/seller/products/" + id;
        assertThat(shop.put(path, Shop.product("Numbat plush", "21.50", "toys") + "}", "usr_seller").status())
                .isEqualTo(200);
        awaitFound("q=numbat", id);
        awaitFound("q=quokka");
        assertThat(shop.call("DELETE", path, null, "usr_seller").status()).isEqualTo(204);
        awaitFound("q=numbat");
    }

    @Test
    void aTypoIsForgivenAndEnglishFormsAreOneWord() {
        String id = shop.sell("usr_seller", "Theremins running on batteries", "99", "music");
        awaitFound("q=theremin", id);
        assertThat(shop.found("q=teremin+battery")).containsExactly(id);
        assertThat(shop.found("q=thermin")).containsExactly(id);
        assertThat(shop.found("q=Thérémin")).containsExactly(id);
        assertThat(shop.found("q=xylorimba")).isEmpty();
    }

    @Test
    void aWordInTheTitleCountsMoreThanOneInTheDescription() {
        String body = "{\"title\":\"A cabinet\",\"description\":\"made for a zograscope and things\",\"price\":\"5\",\"category\":\"home\",\"stock\":1}";
        String told = shop.post("/api/v1/seller/products", body, "usr_seller").json().path("product_id").asString();
        String named = shop.sell("usr_seller", "A zograscope", "6", "home");
        awaitFound("q=zograscope", told, named);
        assertThat(shop.found("q=zograscope")).containsExactly(named, told);
    }

    @Test
    void facetsCountWhatAnotherChoiceWouldGive() {
        String cheap = shop.sell("usr_f1", "Ocarina small", "20.00", "music");
        String toy = shop.sell("usr_f1", "Ocarina toy", "30.00", "toys");
        String dear = shop.sell("usr_f2", "Ocarina grand", "120.00", "music");
        awaitFound("q=ocarina", cheap, toy, dear);
        JsonNode answer = shop.get("/api/v1/search?q=ocarina&category=music&max_price=100").json();
        assertThat(answer.path("data").size()).isEqualTo(1);
        assertThat(answer.path("total").path("value").asInt()).isEqualTo(1);
        JsonNode facets = answer.path("facets");
        assertThat(counts(facets.path("category"))).containsExactlyInAnyOrder("music=1", "toys=1");
        assertThat(facets.path("price").valueStream().map(range -> range.path("count").asInt()).toList())
                .containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(counts(facets.path("seller"))).containsExactly("usr_f1=1");
        assertThat(shop.found("q=ocarina&min_price=25&max_price=120&sort=price_desc")).containsExactly(dear, toy);
        assertThat(shop.found("q=ocarina&sort=price_asc")).containsExactly(cheap, toy, dear);
        assertThat(shop.found("q=ocarina&sort=newest")).containsExactly(dear, toy, cheap);
        assertThat(shop.found("q=ocarina&min_price=1&currency=EUR")).isEmpty();
    }

    private static List<String> counts(JsonNode choices) {
        return choices.valueStream()
                .map(choice -> choice.path("value").asString() + "=" + choice.path("count").asInt()).toList();
    }

    @ParameterizedTest
    @CsvSource({"relevance, bandoneon", "newest, kalimba", "price_asc, sousaphone", "price_desc, didgeridoo",
        "rating, tambourine"})
    void pagesHoldEveryProductOnce(String sort, String word) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(shop.sell("usr_seller", word, i % 2 == 0 ? "10" : "11", "music"));
        }
        awaitFound("q=" + word, all.toArray(String[]::new));
        // What other tests have just put on the shelf may still move the scores between two pages.
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> walk(word, sort, all));
    }

    private void walk(String word, String sort, List<String> all) {
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = shop.get("/api/v1/search?q=" + word + "&limit=3&sort=" + sort + next).json();
            page.path("data").forEach(hit -> seen.add(hit.path("product_id").asString()));
            JsonNode cursor = page.path("pagination").path("next_cursor");
            next = cursor.isString() ? "&cursor=" + cursor.asString() : "";
            assertThat(page.has("facets") && !page.path("facets").isNull()).isEqualTo(seen.size() <= 3);
        } while (!next.isEmpty());
        assertThat(seen).hasSize(7).hasSameElementsAs(new HashSet<>(all));
    }

    @Test
    void aBeginningIsCompleted() {
        shop.sell("usr_seller", "Wireless glockenspiel", "49", "music");
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(suggested("glock"))
                .containsExactly("Wireless glockenspiel"));
        assertThat(suggested("wireless gl")).containsExactly("Wireless glockenspiel");
        assertThat(suggested("glokensp")).containsExactly("Wireless glockenspiel");
        assertThat(suggested("")).isEmpty();
    }

    private List<String> suggested(String beginning) {
        return shop.get("/api/v1/search/suggest?q=" + Shop.encoded(beginning)).json().path("data").valueStream()
                .map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @CsvSource({"q=x&sort=cheapest, sort", "q=x&category=nonsense, category", "min_price=1.23456, min_price",
        "min_price=-1, min_price", "max_price=abc, max_price", "min_price=5&max_price=4, max_price", "rating=6, rating",
        "rating=1.5, rating", "currency=XAU, currency", "currency=nope, currency", "min_price=1.001, min_price"})
    void whatMakesNoSenseIsRefusedByName(String query, String field) {
        Answer answer = shop.get("/api/v1/search?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void aCursorOfAnotherSearchOpensNothing() {
        for (int i = 0; i < 2; i++) {
            shop.sell("usr_seller", "Hurdygurdy", "10", "music");
        }
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(shop.found("q=hurdygurdy")).hasSize(2));
        String cursor = shop.get("/api/v1/search?q=hurdygurdy&limit=1").json().path("pagination").path("next_cursor")
                .asString();
        assertThat(shop.get("/api/v1/search?q=hurdygurdy&limit=1&cursor=" + cursor).status()).isEqualTo(200);
        Answer answer = shop.get("/api/v1/search?q=other&limit=1&cursor=" + cursor);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_CURSOR");
        assertThat(shop.get("/api/v1/search?q=" + "x".repeat(201)).status()).isEqualTo(422);
        assertThat(shop.get("/api/v1/search?limit=0").status()).isEqualTo(400);
    }
}
