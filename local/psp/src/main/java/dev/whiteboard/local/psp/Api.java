package dev.whiteboard.local.psp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.whiteboard.local.psp.Book.Outcome;
import dev.whiteboard.local.psp.Mood.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** What the provider answers, if it does. */
final class Api implements HttpHandler {
    private static final Duration SLOW_CARD = Duration.ofMillis(1_500);

    private final Book book;
    private final Mood mood;
    private final Webhooks webhooks;

    /** Where webhooks go. */
    record Endpoint(URI url) {}

    Api(Book book, Mood mood, Webhooks webhooks) {
        this.book = book;
        this.mood = mood;
        this.webhooks = webhooks;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (JacksonException e) {
            refuse(exchange, 400, "malformed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String route = exchange.getRequestMethod() + " " + path;
        switch (route) {
            case "POST /v1/operations" -> perform(exchange);
            case "GET /report" -> answer(exchange, 200, Report.of(book, mood, webhooks));
            case "GET /behaviour" -> answer(exchange, 200, mood.behaviour());
            case "PUT /behaviour" -> change(exchange);
            case "PUT /webhook-endpoint" -> {
                webhooks.sendTo(read(exchange, Endpoint.class).url());
                answer(exchange, 200, Map.of());
            }
            case "POST /webhooks/redeliver" -> {
                book.all().forEach(webhooks::announce);
                answer(exchange, 200, Map.of("events", book.all().size()));
            }
            case String inquiry when inquiry.startsWith("GET /v1/operations/") -> inquire(exchange, path);
            default -> refuse(exchange, 404, "no_such_resource");
        }
    }

    private void perform(HttpExchange exchange) throws IOException, InterruptedException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        Order order = read(exchange, Order.class);
        if (key == null || key.isBlank()) {
            refuse(exchange, 400, "key_required");
            return;
        }
        if (mood.behaviour().refuseWith() > 0) {
            refuse(exchange, mood.behaviour().refuseWith(), "turned_away");
            return;
        }
        Trouble trouble = mood.next(key);
        Thread.sleep(delay(order));
        if (trouble == Trouble.HANG_BEFORE) {
            hang();
        } else if (trouble == Trouble.FAIL) {
            refuse(exchange, 500, "out_of_order");
        } else {
            settle(exchange, book.perform(key, order, trouble == Trouble.DECLINE,
                    mood.behaviour().forgetsKeys()), order, trouble);
        }
    }

    private void settle(HttpExchange exchange, Outcome outcome, Order order, Trouble trouble)
            throws IOException, InterruptedException {
        switch (outcome) {
            case Outcome.KeyReused _ -> refuse(exchange, 409, "key_reused");
            case Outcome.Settled(Done done, boolean fresh) -> {
                if (fresh) {
                    announce(done);
                    if (trouble == Trouble.HANG_AFTER || "tok_timeout_after_charge".equals(book.source(order))) {
                        hang();
                        return;
                    }
                }
                if (trouble != Trouble.DROP_AFTER) {
                    answer(exchange, 200, Json.view(done));
                }
            }
        }
    }

    private void announce(Done done) {
        if (mood.behaviour().webhookFirst()) {
            webhooks.announceAtOnce(done);
        }
        webhooks.announce(done);
    }

    private void inquire(HttpExchange exchange, String path) throws IOException {
        var found = book.find(path.substring("/v1/operations/".length()));
        if (found.isPresent() && !mood.behaviour().forgetsKeys()) {
            answer(exchange, 200, Json.view(found.get()));
        } else {
            refuse(exchange, 404, "never_seen");
        }
    }

    private void change(HttpExchange exchange) throws IOException {
        ObjectNode changed = Json.MAPPER.valueToTree(mood.behaviour());
        changed.setAll(read(exchange, ObjectNode.class));
        mood.become(Json.MAPPER.treeToValue(changed, Behaviour.class));
        answer(exchange, 200, mood.behaviour());
    }

    private Duration delay(Order order) {
        Duration usual = Duration.ofMillis(mood.behaviour().slowMillis());
        return "tok_slow".equals(book.source(order)) ? usual.plus(SLOW_CARD) : usual;
    }

    private void hang() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(mood.behaviour().hangMillis()));
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return Json.MAPPER.readValue(exchange.getRequestBody().readAllBytes(), type);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, Map.of("error", Map.of("code", code)));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
