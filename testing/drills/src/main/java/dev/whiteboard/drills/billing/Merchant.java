package dev.whiteboard.drills.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.DrillAborted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Charges for orders as a service does: with a service's token, at billing itself, for the gateway leads nobody there. */
final class Merchant {
    private static final String BILLING = "http://localhost:8110";
    private static final String IDENTITY = "http://localhost:8101";
    private static final String CLIENT = "billing-service";

    private final Client client;
    private final String token;

    private Merchant(Client client, String token) {
        this.client = client;
        this.token = token;
    }

    /** @param home the platform's folder, which has the secrets of its services */
    static Merchant of(Client client, Path home) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            String secret = Files.readString(home.resolve("keys").resolve("client-secret." + CLIENT)).strip();
            String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(UTF_8));
            var request = HttpRequest.newBuilder(URI.create(IDENTITY + "/internal/tokens"))
                    .timeout(Duration.ofSeconds(5)).header("Authorization", "Basic " + basic)
                    .POST(HttpRequest.BodyPublishers.noBody()).build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return new Merchant(client, JsonMapper.shared().readTree(answer).path("access_token").asString());
        } catch (IOException e) {
            throw new DrillAborted("no token of " + CLIENT + " at " + IDENTITY + " (" + e.getMessage() + ")");
        }
    }

    /** However often it is sent, it is one payment. */
    Answer charge(Order order) throws InterruptedException {
        return charge(order, order.reference() + "/pay");
    }

    /** Forgets the key of the first attempt, as a bug would. */
    Answer chargeAnew(Order order) throws InterruptedException {
        return charge(order, order.reference() + "/pay-again");
    }

    private Answer charge(Order order, String key) throws InterruptedException {
        return client.send("POST", BILLING + "/internal/payments", token,
                Map.of("idempotency_key", key, "reference", order.reference(), "customer_id",
                        order.customer().id(), "method", order.method(), "amount", Money.text(order.cents()),
                        "currency", "USD", "capture", "automatic"));
    }

    /** However often it is sent, it is one refund. */
    Answer refund(Order order, String payment) throws InterruptedException {
        return client.send("POST", BILLING + "/internal/payments/" + payment + "/refund", token,
                Map.of("idempotency_key", "returned", "amount", Money.text(order.refund())));
    }

    /** As services see it. */
    Answer look(String payment) throws InterruptedException {
        return client.get(BILLING + "/internal/payments/" + payment, token);
    }
}
