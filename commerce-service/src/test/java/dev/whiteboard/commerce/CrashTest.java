package dev.whiteboard.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.psp.Psp;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The service in a process of its own that dies at steps of its sagas, on the way forward and on the way back; in a full
 * run at every step, twice in a row. The real billing and provider live on. Then a node that lives ends every order.
 */
@Servers({ServerKind.POSTGRES, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SETTINGS = Map.of("whiteboard.orders.ask-after", "2s");
    private static final long PRODUCT = 1;
    private static final int STOCK = 1_000;

    /** After the order's command was published, before and after the commit of what billing said. */
    private static final List<String> POINTS = List.of("outbox.sent", "commerce.settling", "inbox.committed");

    /**
     * Before and after the reservation and before the commit, after the commit and before the publish, after the command
     * is forgotten, before the commit of the inbox, and the same for the command to give money back.
     */
    private static final List<String> FURTHER_POINTS = List.of("commerce.reserving", "commerce.reserved",
            "commerce.ordered", "outbox.read",
            "outbox.removed", "inbox.handled", "outbox.sent:2", "outbox.read:2", "outbox.removed:2",
            "commerce.settling:2", "inbox.handled:2", "inbox.committed:2");

    private final int port = BillingProcess.portBelowTheEphemeralOnes();
    private final String url = "http://127.0.0.1:" + port;

    @Test
    @Promise("commerce.crash-safe")
    void aCrashAtAnyStepLeavesEveryOrderFinalAndPaidOnce(TestEnvironment environment, TestTokens tokens) {
        JdbcClient jdbc = JdbcClient.create(environment.postgres().dataSource());
        List<String> points = new ArrayList<>(POINTS);
        if (Scale.factor() >= 1) {
            points.addAll(FURTHER_POINTS);
            points.addAll(points);
            points.sort(null);
        }
        Scale.rounds(points.size());
        List<String> accepted = new ArrayList<>();
        try (BillingProcess billing = BillingProcess.start(environment, tokens)) {
            for (int round = 0; round < points.size(); round++) {
                try (ForkedJvm process = plan(environment).crashAt(points.get(round)).start()) {
                    await().atMost(START).until(() -> !process.isAlive() || isReady());
                    stock(jdbc);
                    accepted.addAll(buyUntilItDies(process, jdbc, tokens));
                    assertThat(process.awaitExit(START)).as(points.get(round)).isEqualTo(ForkedJvm.KILLED);
                }
            }
            try (Nodes nodes = Nodes.of(CommerceApplication.class, environment.names())) {
                Node after = nodes.start(SETTINGS);
                await("every saga to end").atMost(PATIENCE).until(
                        () -> count(jdbc, "orders where due_at is not null") == 0 && count(jdbc, "outbox") == 0);
                areOver(jdbc.sql("select status || ' ' || payment from orders").query(String.class).list(),
                        billing.chargesKept());
                assertThat(count(jdbc, "orders")).isGreaterThanOrEqualTo(accepted.size());
                accepted.forEach(order -> assertThat(billing.done(order, "capture")).as(order).isLessThanOrEqualTo(1));
                assertThat(billing.isBalanced()).isTrue();
                assertThat(jdbc.sql("select available from stock").query(Long.class).single())
                        .isEqualTo(STOCK - count(jdbc, "orders where status = 'paid'"));
                assertThat(jdbc.sql("select sold from stock").query(Long.class).single())
                        .isEqualTo(count(jdbc, "orders where status = 'paid'"));
                Answer law = Http.get(after.url() + "/admin/commerce/inventory/check",
                        tokens.token("usr_admin", "user", "admin"));
                assertThat(law.json().get("lawful").asBoolean()).as(law.body()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"charging first", "writing first"})
    @Promise(value = "commerce.crash-safe", naive = true)
    void withoutAnOutboxACrashTakesMoneyForNothingOrLeavesAnOrderOpen(String manner, TestEnvironment environment) {
        try (Psp psp = BillingProcess.provider("http://127.0.0.1:9")) {
            NaiveShop shop = new NaiveShop(JdbcClient.create(environment.postgres().dataSource()), psp.url(), START)
                    .opened();
            try (ForkedJvm process = ForkedJvm.of(NaiveShop.class).environment(environment.names())
                    .environment("PSP_URL", psp.url()).arguments(manner, "ord_1").crashAt("shop.between").start()) {
                assertThat(process.awaitExit(START)).as(process.log()).isEqualTo(ForkedJvm.KILLED);
            }
            shop.sell(manner, "ord_2");
            Toy.mustFail(1, () -> areOver(shop.orders(), shop.charges()));
        }
    }

    /** Every order is final, and there are as many charges as paid orders. */
    private static void areOver(List<String> orders, long charges) {
        assertThat(orders).containsAnyOf("paid captured").isSubsetOf("paid captured", "failed declined",
                "cancelled refunded", "cancelled declined");
        assertThat(charges).isEqualTo(orders.stream().filter(order -> order.endsWith(" captured")).count());
    }

    /** One order that is paid, one that is declined, one that is cancelled: whoever of them comes to the point is the last. */
    private List<String> buyUntilItDies(ForkedJvm process, JdbcClient jdbc, TestTokens tokens) {
        List<String> accepted = new ArrayList<>();
        String token = tokens.token("usr_crash", "user");
        try {
            for (int i = 0; i < 30 && process.isAlive(); i++) {
                fillCart(jdbc);
                String method = i % 3 == 1 ? "tok_declined" : "tok_visa";
                Answer told = Http.post(url + "/api/v1/orders/checkout", Commerce.checkoutBody(method), token);
                if (told.status() == 201) {
                    accepted.add(told.text("order_id"));
                    if (i % 3 == 2) {
                        Http.post(url + "/api/v1/orders/" + told.text("order_id") + "/cancel", "", token);
                    }
                }
            }
        } catch (java.io.UncheckedIOException died) {
            // what was not answered is not promised
        }
        return accepted;
    }

    private static void stock(JdbcClient jdbc) {
        jdbc.sql("""
                insert into product (id, seller_id, title, category, price_minor, currency)
                values (:id, 'usr_seller', 'Lamp', 'home', 1000, 'USD') on conflict do nothing""").param("id", PRODUCT)
                .update();
        if (jdbc.sql("insert into stock (product_id, received, available) values (:id, :n, :n) on conflict do nothing")
                .param("id", PRODUCT).param("n", STOCK).update() == 1) {
            jdbc.sql("insert into stock_movement (product_id, kind, units) values (:id, 'receive', :n)")
                    .param("id", PRODUCT).param("n", STOCK).update();
        }
    }

    private static void fillCart(JdbcClient jdbc) {
        jdbc.sql("insert into cart (id, user_id) values (1, 'usr_crash') on conflict do nothing").update();
        jdbc.sql("insert into cart_line (cart_id, product_id, quantity) values (1, :id, 1) on conflict do nothing")
                .param("id", PRODUCT).update();
    }

    private static long count(JdbcClient jdbc, String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private boolean isReady() {
        try {
            return Http.get("http://127.0.0.1:" + (port + 2_000) + "/readyz", null).status() == 200;
        } catch (java.io.UncheckedIOException notYet) {
            return false;
        }
    }

    private ForkedJvm.Plan plan(TestEnvironment environment) {
        return ForkedJvm.of(CommerceApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .soonMissed()
                .option("-Dwhiteboard.orders.ask-after=" + SETTINGS.get("whiteboard.orders.ask-after"));
    }
}
