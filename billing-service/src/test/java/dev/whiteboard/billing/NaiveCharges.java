package dev.whiteboard.billing;

import dev.whiteboard.testkit.Http;
import java.net.http.HttpRequest;
import java.util.UUID;

/** How money is charged by somebody who has not read about it: a new key for each attempt, and from the beginning if one fails. */
record NaiveCharges(String psp) {
    private static final int PATIENCE = 20;
    private static final String AUTHORISE = """
            {"type":"authorise","source":"tok_visa","amount":%d,"currency":"USD","reference":"%s"}""";

    /** Tries until it is answered; returns what the provider calls the capture. */
    String charge(String reference, long amount) {
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            try {
                return chargeOnce(reference, amount);
            } catch (java.io.UncheckedIOException noAnswer) {
                // and once more
            }
        }
        throw new IllegalStateException("the provider never answers");
    }

    /** Tries once; what is not answered in time has failed. */
    boolean chargeOrDecline(String reference, long amount) {
        try {
            chargeOnce(reference, amount);
            return true;
        } catch (java.io.UncheckedIOException noAnswer) {
            return false;
        }
    }

    /** Asks for a hold, always by the same key, however old that is; whether it was answered. */
    boolean hold(String reference, long amount) {
        try {
            perform(AUTHORISE.formatted(amount, reference), reference);
            return true;
        } catch (java.io.UncheckedIOException noAnswer) {
            return false;
        }
    }

    private String chargeOnce(String reference, long amount) {
        String authorization = perform(AUTHORISE.formatted(amount, reference), UUID.randomUUID().toString());
        return perform("""
                {"type":"capture","authorization":"%s","amount":%d,"currency":"USD","reference":"%s"}"""
                .formatted(authorization, amount, reference), UUID.randomUUID().toString());
    }

    private String perform(String order, String key) {
        return Http.send(Http.request(psp + "/v1/operations", null).timeout(java.time.Duration.ofMillis(300))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(order)))
                .text("id");
    }
}
