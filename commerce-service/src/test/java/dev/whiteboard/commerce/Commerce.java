package dev.whiteboard.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.catalog.Draft;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Products;
import dev.whiteboard.commerce.inventory.Inventory;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Two nodes of the service with the real billing behind them, started once for all tests that share the servers. */
public final class Commerce {
    public static final Duration PATIENCE = Duration.ofSeconds(90);
    public static final String SELLER = "usr_seller";
    private static final String PLACE = "{\"name\":\"Ada\",\"line1\":\"1 Main St\",\"city\":\"Paris\",\"postal_code\":\"75001\",\"country\":\"FR\"}";
    private static final Set<String> OPEN = Set.of("asked", "unknown", "refunding");
    private static final AtomicInteger USERS = new AtomicInteger();
    private static @Nullable Commerce running;

    private final TestTokens tokens;
    private final BillingProcess billing;
    private final List<Node> nodes;

    private Commerce(TestTokens tokens, BillingProcess billing, List<Node> nodes) {
        this.tokens = tokens;
        this.billing = billing;
        this.nodes = nodes;
    }

    /** For test classes with {@code @Servers(value = {POSTGRES, KAFKA}, shared = true)}. */
    public static synchronized Commerce on(TestEnvironment environment, TestTokens tokens) {
        if (running == null) {
            BillingProcess billing = BillingProcess.start(environment, tokens);
            Nodes nodes = Nodes.of(CommerceApplication.class, environment.names());
            running = new Commerce(tokens, billing, List.of(nodes.start(Map.of()), nodes.start(Map.of())));
        }
        return running;
    }

    public BillingProcess billing() {
        return billing;
    }

    public String url(int node) {
        return nodes.get(node % nodes.size()).url();
    }

    public Node node(int number) {
        return nodes.get(number);
    }

    /** The token of somebody who has done nothing yet. */
    public String newcomer() {
        return user("usr_buyer" + USERS.incrementAndGet());
    }

    public String user(String id) {
        return tokens.token(id, "user");
    }

    public String admin() {
        return tokens.token("usr_admin", "user", "admin");
    }

    /** A product with so many units, at 10 dollars. */
    public Product product(long units) {
        return product(units, "10.00", "USD");
    }

    public Product product(long units, String price, String currency) {
        return product(SELLER, units, price, currency);
    }

    public Product product(String seller, long units, String price, String currency) {
        Node node = nodes.getFirst();
        Draft draft = new Draft("Lamp", "It glows.", "home",
                Money.of(new java.math.BigDecimal(price), Currency.getInstance(currency)), List.of());
        return new TransactionTemplate(
                node.bean(org.springframework.transaction.PlatformTransactionManager.class)).execute(_ -> {
                    Product product = node.bean(Products.class).insert(node.bean(SnowflakeGenerator.class).next(),
                            seller, draft);
                    node.bean(Inventory.class).open(product.id(), units);
                    return product;
                });
    }

    public Answer add(int node, Product product, long quantity, String token) {
        return Http.post(url(node) + "/api/v1/cart/items", item(product, quantity), token);
    }

    public static String item(Product product, long quantity) {
        return "{\"product_id\":\"%s\",\"quantity\":%d}".formatted(product.publicId(), quantity);
    }

    public Answer checkOut(int node, String method, String token) {
        return Http.post(url(node) + "/api/v1/orders/checkout", checkoutBody(method), token);
    }

    public static String checkoutBody(String method) {
        return "{\"shipping_address\":%s,\"payment_method_id\":\"%s\"}".formatted(PLACE, method);
    }

    /** Puts it into the cart and orders it; returns the order's id. */
    public String order(Product product, long quantity, String method, String token) {
        Answer added = add(0, product, quantity, token);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        Answer told = checkOut(0, method, token);
        assertThat(told.status()).as(told.body()).isEqualTo(201);
        return told.text("order_id");
    }

    public Answer order(String id, String token) {
        return Http.get(url(1) + "/api/v1/orders/" + id, token);
    }

    public Answer action(String id, String verb, String token) {
        return Http.post(url(0) + "/api/v1/orders/" + id + "/" + verb, "", token);
    }

    public Answer sellerAction(String id, String verb, String body) {
        return Http.post(url(0) + "/api/v1/seller/orders/" + id + "/" + verb, body, user(SELLER));
    }

    public Answer await(String id, String status, String token) {
        Awaitility.await(id + " to be " + status).atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> order(id, token).text("status").equals(status));
        return order(id, token);
    }

    /** Waits until billing owes the order nothing. */
    public Answer awaitSettled(String id, String token) {
        Awaitility.await(id + " to be settled").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> !OPEN.contains(order(id, token).text("payment")));
        return order(id, token);
    }

    public JsonNode audit(Product product) {
        Answer told = Http.get(url(0) + "/api/v1/inventory/" + product.publicId() + "/audit", null);
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.json().get("lawful").asBoolean()).as(told.body()).isTrue();
        return told.json();
    }

    /** The stock of a product as four numbers. */
    public void assertStock(Product product, long available, long reserved, long sold) {
        JsonNode audit = audit(product);
        assertThat(List.of(audit.get("available").asLong(), audit.get("reserved").asLong(), audit.get("sold").asLong()))
                .as(audit.toString()).containsExactly(available, reserved, sold);
    }

    /** Every figure of the inventory is what its movements add up to. */
    public void assertStockLaw() {
        Answer told = Http.get(url(0) + "/admin/commerce/inventory/check", admin());
        assertThat(told.json().path("lawful").asBoolean()).as(told.body()).isTrue();
    }

    /** Waits until no order is open, and compares the orders that are paid with what the provider has. */
    public void assertChargesArePaidOrders() {
        Awaitility.await("every saga to end").atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> sagas().get("open").asLong() == 0);
        assertThat(sagas().get("captured").asLong()).isEqualTo(billing.chargesKept());
        assertThat(billing.isBalanced()).isTrue();
    }

    public JsonNode sagas() {
        return Http.get(url(0) + "/admin/commerce/sagas", admin()).json();
    }
}
