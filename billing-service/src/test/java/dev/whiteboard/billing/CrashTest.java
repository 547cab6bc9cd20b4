package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.psp.Psp;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Kafka;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The service in a process of its own that dies at steps of a charge; in a full run at every step, twice in a row. Then a
 * node that lives finds everything, and charges nothing again.
 */
@Servers({ServerKind.POSTGRES, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LEASES = Duration.ofMinutes(2);

    /** Before and after the command's commit, after the call, after the publish. */
    private static final List<String> POINTS = List.of("inbox.handled", "inbox.committed", "billing.called",
            "outbox.sent");

    /** Before the call, before and after the commit of what came of it, after the event is forgotten. */
    private static final List<String> FURTHER_POINTS = List.of("billing.claimed", "billing.settling", "billing.settled",
            "outbox.removed");

    private final List<String> orders = new ArrayList<>();
    private final Psp psp = Billing.provider(7);
    private final int port = portBelowTheEphemeralOnes();

    @Test
    @Promise("billing.crash-safe")
    void aCrashAtAnyStepLeavesEveryPaymentFinalAndChargedOnce(TestEnvironment environment, TestTokens tokens) {
        Kafka kafka = environment.kafka();
        kafka.createTopic("billing.commands.v1", 12);
        kafka.createTopic("billing.payments.v1", 12);
        Billing billing = Billing.at(port, psp, environment, tokens);
        billing.behave("{\"webhooks\":false}");
        JdbcClient jdbc = JdbcClient.create(environment.postgres().dataSource());
        List<String> points = new ArrayList<>(POINTS);
        if (Scale.factor() >= 1) {
            points.addAll(FURTHER_POINTS);
            points.addAll(points);
            points.sort(null);
        }
        for (String point : points) {
            try (ForkedJvm process = plan(environment).crashAt(point).start()) {
                order(billing);
                assertThat(process.awaitExit(START)).as(point).isEqualTo(ForkedJvm.KILLED);
            }
            new DatabaseClock(environment.postgres().dataSource()).advance(LEASES);
        }
        try (Nodes nodes = Nodes.of(BillingApplication.class, environment.names())) {
            Billing after = Billing.at(nodes.start(Billing.settings(psp)).port(), psp, environment, tokens);
            await().atMost(START).until(() -> count(jdbc, "payment where state = 'captured'") == orders.size()
                    && count(jdbc, "outbox") == 0);
            for (String order : orders) {
                assertThat(after.atProvider(order, "authorise")).as(order).isEqualTo(1);
                assertThat(after.atProvider(order, "capture")).as(order).isEqualTo(1);
            }
            assertThat(after.report().get("charges").asInt()).isEqualTo(orders.size());
            after.assertBalanced();
            assertThat(count(jdbc, "operation where due_at is not null")).isZero();
            assertThat(captured(kafka)).containsAll(orders);
        } finally {
            psp.close();
        }
    }

    @Test
    @Promise(value = "billing.crash-safe", naive = true)
    void whoWritesDownWhatWasChargedOnlyAfterwardsChargesAgain(TestEnvironment environment, TestTokens tokens) {
        Billing billing = Billing.at(port, psp, environment, tokens);
        var naive = new NaiveCharges(psp.url());
        try {
            Toy.mustFail(1, () -> {
                String order = Billing.reference();
                Set<String> written = new HashSet<>();
                naive.charge(order, 100); // and dies before it is written down
                if (!written.contains(order)) {
                    naive.charge(order, 100);
                    written.add(order);
                }
                assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
            });
        } finally {
            psp.close();
        }
    }

    private void order(Billing billing) {
        String order = Billing.reference();
        orders.add(order);
        billing.command(order, """
                {"command":"charge","payment_key":"%1$s/pay","reference":"%1$s","customer_id":"%2$s",\
                "method":"tok_visa","amount":"1.00","currency":"USD"}""".formatted(order, Billing.CUSTOMER));
    }

    private static List<String> captured(Kafka kafka) {
        List<String> captured = new ArrayList<>();
        try (var reader = kafka.reader("billing.payments.v1")) {
            var ends = reader.endOffsets(reader.assignment());
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(50)).forEach(record -> {
                    if (new String(record.headers().lastHeader("ce_type").value()).equals("payment.captured")) {
                        captured.add(record.key());
                    }
                });
            }
        }
        return captured;
    }

    private static long count(JdbcClient jdbc, String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private ForkedJvm.Plan plan(TestEnvironment environment) {
        var plan = ForkedJvm.of(BillingApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .soonMissed();
        Billing.settings(psp).forEach((name, value) -> {
            if (name.contains(".")) {
                plan.option("-D" + name + "=" + value);
            } else {
                plan.environment(name, value);
            }
        });
        return plan;
    }

    private static int portBelowTheEphemeralOnes() {
        int port;
        do {
            port = Ports.free(2_000);
        } while (port > 30_000);
        return port;
    }
}
