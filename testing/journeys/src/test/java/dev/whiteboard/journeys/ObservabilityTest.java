package dev.whiteboard.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.journeys.Collector.Recorded;
import dev.whiteboard.journeys.Visitor.Answer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.testkit.Meters;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the packed platform tells those who watch it, and what it must not tell. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA, ServerKind.ELASTICSEARCH})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservabilityTest {
    private static final List<String> SHOP = List.of("identity-service", "psp", "billing-service", "commerce-service",
            "gateway");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String PLACE = """
            {"name":"Ada","line1":"1 Main St","city":"Paris","postal_code":"75001","country":"FR"}""";

    private static final Random RANDOM = Seed.random("observability");
    private static final Map<String, String> SECRETS = new ConcurrentHashMap<>();
    private static final List<String> CANARIES = new ArrayList<>();

    private static Collector collector;
    private static Path logs;
    private static PlatformPart platform;
    private static Visitor visitor;

    @BeforeAll
    static void start(TestEnvironment servers) {
        collector = new Collector();
        Path home = Place.temporary().home();
        logs = home.resolve("collected");
        platform = new PlatformPart(servers, name -> SECRETS.computeIfAbsent(name, _ -> secret()), home,
                Map.of("OTLP_ENDPOINT", collector.endpoint(), "TRACE_SAMPLING", "1.0", "LOG_FOLDER", logs.toString(),
                        "LOG_FORMAT", "json"))
                .start(SHOP);
        visitor = new Visitor(platform.gateway());
    }

    @AfterAll
    static void stop() {
        platform.watched().forEach((name, service) -> Meters.remember(name, service.metrics()));
        platform.close();
        collector.close();
    }

    @Test
    @Order(1)
    @Promise("platform.a-checkout-is-one-trace")
    void aCheckoutIsOneTraceFromTheGatewayThroughKafkaToItsLastConsumer() {
        Visitor buyer = visitor.bearing(signUp("buyer"));
        String order = checkOut(buyer, "tok_visa", trace("4bf92f3577b34da6a3ce929d0e0e4736"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                buyer.get("/api/v1/orders/" + order).json().path("status").asString()).isEqualTo("paid"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Recorded> spans = collector.trace("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(spans).extracting(span -> span.service() + ": " + span.name()).contains(
                    "gateway: POST /api/v1/orders/checkout", "commerce-service: http post /api/v1/orders/checkout",
                    "billing-service: billing.commands", "commerce-service: commerce.payments");
            Set<String> ids = spans.stream().map(Recorded::id).collect(Collectors.toSet());
            assertThat(spans).filteredOn(span -> !ids.contains(span.parent())).as("tops of the tree")
                    .extracting(Recorded::parent).containsExactly(CLIENT_SPAN);
        });
    }

    @Test
    @Order(2)
    void theLinesOfALogAreFoundByTheTraceTheyBelongTo() {
        Answer refused = visitor.bearing(signUp("seller")).and(trace("0af7651916cd43dd8448eb211c80319c"))
                .post("/api/v1/seller/products",
                        """
                                {"title":"Lamp","price":"10.00","category":"home","stock":5,"images":["media_0000000000007"]}""");
        assertThat(refused.status()).as("storage is not there: %s", refused).isEqualTo(503);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines())
                .filteredOn(line -> line.path("traceId").asString().equals("0af7651916cd43dd8448eb211c80319c"))
                .extracting(line -> line.path("service").path("name").asString()).contains("commerce-service"));
    }

    @Test
    @Order(3)
    @Promise("platform.secrets-stay-out-of-logs")
    void noSecretIsInAnyLog() throws IOException {
        String password = "Canary " + RANDOM.nextLong();
        CANARIES.add(password);
        String user = "canary" + Math.abs(RANDOM.nextInt());
        Answer registered = visitor.post("/api/v1/auth/register", account(user, password));
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        keep(registered.json().path("access_token"), registered.json().path("refresh_token"));
        Answer login = visitor.post("/api/v1/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user,
                password));
        keep(login.json().path("access_token"), login.json().path("refresh_token"));
        visitor.post("/api/v1/auth/login", "{\"username\":\"nobody\",\"password\":\"%s\"}".formatted(password));
        visitor.post("/api/v1/auth/login", "{\"username\":\"nobody\",\"password\":\"%s\"".formatted(password));
        String token = login.json().path("access_token").asString();
        Answer key = visitor.bearing(token).post("/api/v1/api-keys", "{\"name\":\"canary\",\"tier\":\"free\"}");
        keep(key.json().path("api_key"));
        visitor.with("X-Api-Key", key.json().path("api_key").asString()).get("/api/v1/users/me");
        visitor.with("X-Api-Key", key.json().path("api_key").asString() + "x").get("/api/v1/users/me");
        visitor.bearing(token + "x").get("/api/v1/users/me");
        visitor.get("/api/v1/feed/stream?access_token=" + token);
        visitor.get("/nowhere?access_token=" + token);
        CANARIES.add("tok_canary_4242");
        checkOut(visitor.bearing(token), "tok_canary_4242");
        CANARIES.addAll(SECRETS.values());

        assertThat(CANARIES).hasSizeGreaterThan(12).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(10));
        for (String text : everythingWritten()) {
            for (String canary : CANARIES) {
                assertThat(text.contains(canary)).as("a secret in a log, around: %s", around(text, canary)).isFalse();
            }
        }
    }

    private static String checkOut(Visitor buyer, String card, String... headers) {
        Answer product = visitor.bearing(signUp("seller")).post("/api/v1/seller/products", """
                {"title":"Watched lamp","price":"10.00","category":"home","stock":5}""");
        assertThat(product.status()).as("%s", product).isEqualTo(201);
        Answer filled = buyer.post("/api/v1/cart/items", "{\"product_id\":\"%s\",\"quantity\":1}".formatted(
                product.json().path("product_id").asString()));
        assertThat(filled.status()).as("%s", filled).isEqualTo(201);
        Answer ordered = buyer.and(headers).and("Idempotency-Key", "order-" + RANDOM.nextLong()).post(
                "/api/v1/orders/checkout",
                "{\"shipping_address\":%s,\"payment_method_id\":\"%s\"}".formatted(PLACE, card));
        assertThat(ordered.status()).as("%s", ordered).isEqualTo(201);
        return ordered.json().path("order_id").asString();
    }

    private static String[] trace(String id) {
        return new String[]{"traceparent", "00-" + id + "-" + CLIENT_SPAN + "-01"};
    }

    private static String signUp(String name) {
        Answer answer = visitor.post("/api/v1/auth/register",
                account(name + Math.abs(RANDOM.nextInt()), "a journey's Passphrase 7"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("access_token").asString();
    }

    private static String account(String name, String password) {
        return """
                {"username":"%s","password":"%s","display_name":"%s"}""".formatted(name, password, name);
    }

    private static void keep(JsonNode... secrets) {
        Stream.of(secrets).map(JsonNode::asString).filter(secret -> !secret.isEmpty()).forEach(CANARIES::add);
    }

    private static List<String> everythingWritten() throws IOException {
        List<String> texts = new ArrayList<>();
        platform.running().forEach((_, service) -> texts.add(service.printed()));
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                Files.readString(file).lines().map(JsonMapper.shared()::readTree).forEach(lines::add);
            }
        }
        return lines;
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : text.substring(Math.max(0, at - 120), at);
    }

    private static String secret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
