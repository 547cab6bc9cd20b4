package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.DrillAborted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the payment provider has in its books: what it took for each ride, in cents. */
final class Books {
    private static final String PSP = "http://localhost:8190";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Books() {}

    static Map<String, Long> taken(Client client) throws InterruptedException {
        Answer report = client.get(PSP + "/report", null);
        if (report.status() != 200) {
            throw new DrillAborted("the provider shows no books (answer " + report.status() + ")");
        }
        Map<String, Long> taken = new HashMap<>();
        for (JsonNode done : report.body().path("operations")) {
            if (done.path("status").asString("").equals("succeeded")) {
                long amount = done.path("amount").asLong();
                switch (done.path("type").asString("")) {
                    case "capture" -> taken.merge(done.path("reference").asString(), amount, Long::sum);
                    case "refund" -> taken.merge(done.path("reference").asString(), -amount, Long::sum);
                    default -> {
                        // Holds and their ends move nothing.
                    }
                }
            }
        }
        return taken;
    }

    /** Takes money for a ride behind everybody's back. */
    static void takeAgain(String ride, long cents) throws InterruptedException {
        JsonNode held = perform(ride + "/hold", Map.of("type", "authorise", "source", "tok_visa", "amount", cents,
                "currency", "USD", "reference", ride));
        perform(ride + "/take", Map.of("type", "capture", "authorization", held.path("id").asString(), "amount",
                cents, "currency", "USD", "reference", ride));
    }

    private static JsonNode perform(String key, Map<String, Object> order) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(PSP + "/v1/operations"))
                    .header("Idempotency-Key", key + "/sabotage").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(order))).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new DrillAborted("could not sabotage: the provider answers " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new DrillAborted("could not sabotage: " + e);
        }
    }
}
