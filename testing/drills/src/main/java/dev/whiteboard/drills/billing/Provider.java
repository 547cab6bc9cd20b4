package dev.whiteboard.drills.billing;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.Client.Answer;
import dev.whiteboard.drills.DrillAborted;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The payment provider: what it does to merchants is said here, and what it has in its books is the truth. */
final class Provider {
    private static final String PSP = "http://localhost:8190";

    private final Client client;

    /**
     * What it took and gave back.
     *
     * @param captures by reference, how often money was taken
     * @param taken by reference, in cents
     * @param returned by reference, in cents
     */
    record Books(Map<String, Integer> captures, Map<String, Long> taken, Map<String, Long> returned) {}

    Provider(Client client) {
        this.client = client;
    }

    /** Loses answers of what it did, breaks off, fails, and tells three times in no order. */
    void turnHostile(long seed) throws InterruptedException {
        behave(Map.of("seed", seed, "hang_before_percent", 4, "hang_after_percent", 8, "drop_after_percent", 8,
                "fail_percent", 4, "decline_percent", 4, "hang_millis", 3_000, "webhook_copies", 3,
                "webhook_spread_millis", 3_000));
    }

    void turnKind() throws InterruptedException {
        behave(Map.of("hang_before_percent", 0, "hang_after_percent", 0, "drop_after_percent", 0, "fail_percent", 0,
                "decline_percent", 0));
    }

    Books books(String prefix) throws InterruptedException {
        Answer report = client.get(PSP + "/report", null);
        if (report.status() != 200) {
            throw new DrillAborted("the provider shows no books (answer " + report.status() + ")");
        }
        var books = new Books(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (JsonNode done : report.body().path("operations")) {
            String reference = done.path("reference").asString();
            if (!reference.startsWith(prefix) || !done.path("status").asString().equals("succeeded")) {
                continue;
            }
            long amount = done.path("amount").asLong();
            switch (done.path("type").asString()) {
                case "capture" -> {
                    books.captures().merge(reference, 1, Integer::sum);
                    books.taken().merge(reference, amount, Long::sum);
                }
                case "refund" -> books.returned().merge(reference, amount, Long::sum);
                default -> {
                    // holds and their ends move nothing
                }
            }
        }
        return books;
    }

    private void behave(Map<String, Object> behaviour) throws InterruptedException {
        Answer answer = client.send("PUT", PSP + "/behaviour", null, behaviour);
        if (answer.status() != 200) {
            throw new DrillAborted("the provider does not answer (" + answer.status() + "): ./whiteboard up");
        }
    }
}
