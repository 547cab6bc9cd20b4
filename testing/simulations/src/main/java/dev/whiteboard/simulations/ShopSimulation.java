package dev.whiteboard.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A shop's day: a hundred look at a product, ten put it into a cart, one buys; products by Zipf's law. Last comes the flash
 * sale: everybody wants the one lamp of which there are twenty. Open loop, seeded, ends by itself. Who comes too late is told
 * 409; any other refusal fails the run.
 */
public final class ShopSimulation extends Simulation {
    private static final int PRODUCTS = 50;
    private static final int LOOKS = 100;
    private static final int CARTS = 10;
    private static final int LAMPS = 20;
    private static final List<String> BUYERS = List.of("alice", "bob", "carol", "dave");
    private static final String PLACE = """
            {"name":"Ada","line1":"1 Main St","city":"Paris","postal_code":"75001","country":"FR"}""";

    public ShopSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int rate = Integer.getInteger("rate", 200);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        long seed = Long.getLong("seed", 42);
        var platform = new Platform(gateway);
        List<String> keys = BUYERS.stream().map(platform::paidKey).toList();
        List<String> products = IntStream.range(0, PRODUCTS)
                .mapToObj(number -> product(platform, keys.getFirst(), "Simulated thing " + number, 1_000_000))
                .toList();
        String lamp = product(platform, keys.getFirst(), "The lamp", LAMPS);

        var look = http("browse").get("/api/v1/products/#{product}").header("X-Api-Key", "#{key}")
                .check(status().is(200));
        var cart = http("cart").post("/api/v1/cart/items").header("X-Api-Key", "#{key}")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"product_id\":\"#{product}\",\"quantity\":1}")).check(status().in(201, 422));
        // Four buyers share four carts: who finds theirs full is told 422, who finds it bought already 409.
        var buy = http("buy").post("/api/v1/orders/checkout").header("X-Api-Key", "#{key}")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"shipping_address\":" + PLACE + ",\"payment_method_id\":\"tok_visa\"}"))
                .check(status().in(201, 409));
        var shopper = scenario("shopper").exec(feed(shoppers(products, keys, seed)), look)
                .doIf("#{carts}").then(cart).doIf("#{buys}").then(cart, buy);
        var crowd = scenario("crowd").exec(feed(crowd(lamp, keys)), cart, buy);

        Duration ramp = length.dividedBy(5);
        setUp(shopper.injectOpen(rampUsersPerSec(1).to(rate).during(ramp), constantUsersPerSec(rate).during(length))
                .andThen(crowd.injectOpen(constantUsersPerSec(Math.max(1, rate / CARTS)).during(ramp))))
                .protocols(http.baseUrl(gateway).shareConnections().disableCaching())
                .maxDuration(length.plus(ramp.multipliedBy(2)).plusSeconds(60))
                .assertions(global().failedRequests().count().is(0L),
                        details("browse").responseTime().percentile(99).lt(500),
                        details("buy").responseTime().percentile(95).lt(1_000));
    }

    private static String product(Platform platform, String key, String title, int stock) {
        return platform.post("/api/v1/seller/products", "X-Api-Key", key,
                Map.of("title", title, "price", "10.00", "category", "home", "stock", stock), 201).path("product_id")
                .asString();
    }

    private static Iterator<Map<String, Object>> shoppers(List<String> products, List<String> keys, long seed) {
        var random = new SplittableRandom(seed);
        var zipf = new Zipf(products.size());
        return Stream.<Map<String, Object>>generate(() -> Map.of("product", products.get(zipf.draw(random)), "key",
                keys.get(random.nextInt(keys.size())), "carts", random.nextInt(LOOKS / CARTS) == 0, "buys",
                random.nextInt(LOOKS) == 0)).iterator();
    }

    private static Iterator<Map<String, Object>> crowd(String lamp, List<String> keys) {
        var turn = IntStream.iterate(0, next -> (next + 1) % keys.size()).iterator();
        return Stream.<Map<String, Object>>generate(() -> Map.of("product", lamp, "key", keys.get(turn.next())))
                .iterator();
    }
}
