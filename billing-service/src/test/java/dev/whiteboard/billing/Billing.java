package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.psp.Behaviour;
import dev.whiteboard.local.psp.Psp;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Two nodes of the service and a hostile provider of their own, started once for all tests that share the servers. */
public final class Billing {
    public static final String SECRET = "a secret of the tests";
    public static final String CUSTOMER = "usr_00000000000c1";
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<String> OPEN = Set.of("pending", "unknown");
    private static final AtomicInteger REFERENCES = new AtomicInteger();
    private static @Nullable Billing running;

    private final TestEnvironment environment;
    private final TestTokens tokens;
    private final Psp psp;
    private final List<Integer> ports;

    private Billing(TestEnvironment environment, TestTokens tokens, Psp psp, List<Integer> ports) {
        this.environment = environment;
        this.tokens = tokens;
        this.psp = psp;
        this.ports = ports;
    }

    /** For test classes with {@code @Servers(value = {POSTGRES, KAFKA}, shared = true)}; the provider is as usual. */
    public static synchronized Billing on(TestEnvironment environment, TestTokens tokens) {
        if (running == null) {
            Psp psp = provider(1);
            Nodes nodes = Nodes.of(BillingApplication.class, environment.names());
            running = new Billing(environment, tokens, psp,
                    List.of(nodes.start(settings(psp)).port(), nodes.start(settings(psp)).port()));
        }
        running.behave(
                "{\"hang_before_percent\":0,\"hang_after_percent\":0,\"drop_after_percent\":0,\"fail_percent\":0,"
                        + "\"decline_percent\":0,\"webhooks\":true,\"webhook_copies\":2,\"webhook_spread_millis\":300,"
                        + "\"webhook_first\":false,\"forgets_keys\":false,\"refuse_with\":0,\"hang_millis\":2500,\"slow_millis\":0}");
        running.sendWebhooksTo(running.url(0) + "/webhooks/psp");
        return running;
    }

    /** A process that somebody else started, with a provider that somebody else started. */
    public static Billing at(int port, Psp psp, TestEnvironment environment, TestTokens tokens) {
        return new Billing(environment, tokens, psp, List.of(port));
    }

    public static Psp provider(long seed) {
        try {
            Path file = Files.createTempDirectory("psp").resolve("operations.jsonl");
            Psp psp = new Psp(new Psp.Place("127.0.0.1", Ports.free(2_000), file),
                    URI.create("http://127.0.0.1:9/webhooks/psp"), SECRET, Behaviour.usual(seed));
            psp.start();
            return psp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Impatient, so that what is lost is asked about soon. */
    public static Map<String, String> settings(Psp psp) {
        Map<String, String> settings = new HashMap<>();
        settings.put("PSP_URL", psp.url());
        settings.put("PSP_WEBHOOK_SECRET", SECRET);
        settings.put("whiteboard.clients.psp.attempt-timeout", "1s");
        settings.put("whiteboard.clients.psp.deadline", "1s");
        settings.put("whiteboard.billing.dispatch.first-pause", "200ms");
        settings.put("whiteboard.billing.dispatch.longest-pause", "1s");
        settings.put("whiteboard.billing.dispatch.lease", "4s");
        return settings;
    }

    public String url(int node) {
        return "http://127.0.0.1:" + ports.get(node % ports.size());
    }

    /** A name for an order that no other test uses. */
    public static String reference() {
        return "ord_" + String.format("%013d", REFERENCES.incrementAndGet());
    }

    public Answer charge(String reference, String method, String amount) {
        return post(0, "/internal/payments", chargeBody(reference, method, amount, "automatic"), service());
    }

    public Answer authorise(String reference, String method, String amount) {
        return post(0, "/internal/payments", chargeBody(reference, method, amount, "manual"), service());
    }

    public static String chargeBody(String reference, String method, String amount, String capture) {
        return """
                {"idempotency_key":"%s/pay","reference":"%s","customer_id":"%s","method":"%s","amount":"%s",\
                "currency":"USD","capture":"%s"}""".formatted(reference, reference, CUSTOMER, method, amount, capture);
    }

    public Answer followUp(String id, String verb, String key, @Nullable String amount) {
        return followUp(0, id, verb, key, amount);
    }

    public Answer followUp(int node, String id, String verb, String key, @Nullable String amount) {
        String body = amount == null
                ? "{\"idempotency_key\":\"" + key + "\"}"
                : "{\"idempotency_key\":\"" + key + "\",\"amount\":\"" + amount + "\"}";
        return post(node, "/internal/payments/" + id + "/" + verb, body, service());
    }

    /** Sends a command over Kafka, under an id of its own. */
    public void command(String reference, String json) {
        command(reference, json, UUID.randomUUID().toString());
    }

    public void command(String reference, String json, String eventId) {
        environment.kafka().send("billing.commands.v1", reference, json.getBytes(StandardCharsets.UTF_8),
                Map.of("ce_id", eventId, "ce_type", "payment.requested", "ce_time", Instant.now().toString()));
    }

    public Answer payment(String id) {
        return get(0, "/api/v1/payments/" + id, customer());
    }

    /** Waits until the payment has that status. */
    public Answer await(String id, String status) {
        org.awaitility.Awaitility.await(id + " to be " + status).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50)).until(() -> payment(id).text("status").equals(status));
        return payment(id);
    }

    /** Waits until nothing of the payment is open any more. */
    public Answer awaitSettled(String id) {
        org.awaitility.Awaitility.await(id + " to be settled").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> isSettled(payment(id)));
        return payment(id);
    }

    private static boolean isSettled(Answer payment) {
        return payment.status() == 200 && !OPEN.contains(payment.text("status"))
                && payment.json().get("operations").valueStream()
                        .allMatch(step -> Set.of("succeeded", "declined").contains(step.get("status").asString()));
    }

    /** The books are right, whatever else is going on. */
    public void assertBalanced() {
        Answer check = get(0, "/admin/ledger/check", tokens.token("usr_admin", "user", "admin"));
        assertThat(check.status()).as(check.body()).isEqualTo(200);
        assertThat(check.json().get("balanced").asBoolean()).as(check.body()).isTrue();
        assertThat(check.json().get("entries").asLong()).as(check.body())
                .isEqualTo(check.json().get("money_operations").asLong());
    }

    /** What the provider did for that order: how many operations of that type succeeded. */
    public long atProvider(String reference, String type) {
        return report().get("operations").valueStream()
                .filter(done -> done.get("reference").asString().equals(reference)
                        && done.get("type").asString().equals(type)
                        && done.get("status").asString().equals("succeeded"))
                .count();
    }

    public long amountAtProvider(String reference, String type) {
        return report().get("operations").valueStream()
                .filter(done -> done.get("reference").asString().equals(reference)
                        && done.get("type").asString().equals(type)
                        && done.get("status").asString().equals("succeeded"))
                .mapToLong(done -> done.get("amount").asLong()).sum();
    }

    public tools.jackson.databind.JsonNode report() {
        return Http.get(psp.url() + "/report", null).json();
    }

    /** A gauge of the first node, as Prometheus reads it. */
    public double metric(String name) {
        String all = Http.get("http://127.0.0.1:" + (ports.getFirst() + 2_000) + "/actuator/prometheus", null).body();
        return all.lines().filter(line -> line.startsWith(name)).map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble).findFirst().orElse(0);
    }

    public void behave(String json) {
        assertThat(Http.put(psp.url() + "/behaviour", json, null).status()).isEqualTo(200);
    }

    public void sendWebhooksTo(String url) {
        assertThat(Http.put(psp.url() + "/webhook-endpoint", "{\"url\":\"" + url + "\"}", null).status())
                .isEqualTo(200);
    }

    public void redeliverWebhooks() {
        assertThat(post(psp.url() + "/webhooks/redeliver", "{}", null).status()).isEqualTo(200);
    }

    public String service() {
        return tokens.service("commerce-service");
    }

    public String customer() {
        return tokens.token(CUSTOMER, "user");
    }

    public String pspUrl() {
        return psp.url();
    }

    public Answer get(int node, String path, @Nullable String token) {
        return Http.get(url(node) + path, token);
    }

    public Answer post(int node, String path, String body, @Nullable String token) {
        return post(url(node) + path, body, token);
    }

    private static Answer post(String url, String body, @Nullable String token) {
        return Http.post(url, body, token);
    }
}
