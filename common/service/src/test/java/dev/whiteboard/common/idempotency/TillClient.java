package dev.whiteboard.common.idempotency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Somebody who pays, and pays again when unsure. */
record TillClient(
        String url,
        String header) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static TillClient of(String url) {
        return new TillClient(url, IdempotencyFilter.HEADER);
    }

    static TillClient naive(String url) {
        return new TillClient(url, NaiveFilter.HEADER);
    }

    Told pay(String key, String amount, String how) {
        return tryToPay(key, amount, how).orElseThrow(() -> new AssertionError("no answer"));
    }

    /** Empty if the connection broke before an answer came. */
    Optional<Told> tryToPay(String key, String amount, String how) {
        String body = "{\"amount\":\"%s\",\"how\":\"%s\"}".formatted(amount, how);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/public/payments"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header(header, key)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return Optional.of(new Told(response.statusCode(), response.body(),
                    response.headers().firstValue("Location").orElse(""),
                    response.headers().firstValue(IdempotencyFilter.REPLAYED).isPresent(),
                    response.headers().firstValue("Retry-After").orElse("")));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    record Told(
            int status,
            String body,
            String location,
            boolean replayed,
            String retryAfter) {

        boolean says(String code) {
            return body.contains("\"" + code + "\"");
        }

        /** What the client acts on. */
        String answer() {
            return status + " " + location + " " + body;
        }
    }
}
