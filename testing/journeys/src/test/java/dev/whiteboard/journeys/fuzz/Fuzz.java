package dev.whiteboard.journeys.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a service everything it says it can be asked, with values that fit, nearly fit or do not fit, as somebody with a
 * token, as an administrator and as nobody. Whatever it is asked, it answers in time, by no 5xx; what it refuses is a
 * problem with a code; and what it grants looks as it says.
 */
public final class Fuzz {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Duration IN_TIME = Duration.ofSeconds(30);
    /** They answer when there is something to tell. */
    private static final Set<String> LONG_POLLS = Set.of("/api/v1/sync/wait");

    private final String service;
    private final List<String> tokens;
    private final Random random;
    private final Values values;
    private final Shapes shapes;
    private final List<Operation> operations;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, String> faults = new TreeMap<>();

    /** @param tokens of those who ask */
    public Fuzz(String service, List<String> tokens, Random random) {
        this.service = service;
        this.tokens = tokens;
        this.random = random;
        JsonNode document = JSON.readTree(
                send(HttpRequest.newBuilder(URI.create(service + "/v3/api-docs")).timeout(IN_TIME).build()).body());
        this.values = new Values(document, random);
        this.shapes = new Shapes(document);
        this.operations = Operation.all(document).stream()
                .filter(one -> !one.isStream() && !LONG_POLLS.contains(one.path())).toList();
    }

    /** @return the token of somebody whom the demo platform has */
    public static String login(String gateway, String name) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(gateway + "/api/v1/auth/login"))
                .timeout(IN_TIME).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"%s\",\"password\":\"whiteboard\"}".formatted(name)))
                .build());
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    /** @return what went wrong, by operation and kind, each with the first request that showed it */
    public Map<String, String> run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Operation operation : operations) {
                ask(operation);
            }
        }
        return faults;
    }

    /** How many answers there were of each status. */
    public Map<Integer, Integer> statuses() {
        return statuses;
    }

    private void ask(Operation operation) {
        String path = operation.path();
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(IN_TIME);
        for (Operation.Parameter parameter : operation.parameters()) {
            String value = values.text(parameter.name(), parameter.schema());
            switch (parameter.in()) {
                case "path" ->
                    path = path.replace("{" + parameter.name() + "}", encoded(value.isEmpty() ? "x" : value));
                case "query" -> {
                    if (parameter.required() || random.nextInt(3) == 0) {
                        query.add(encoded(parameter.name()) + "=" + encoded(value));
                    }
                }
                default -> {
                    if (random.nextInt(3) == 0 && value.chars().allMatch(c -> c > ' ' && c < 127) && !value.isEmpty()) {
                        request.header(parameter.name(), value);
                    }
                }
            }
        }
        String token = random.nextInt(10) == 0 ? "" : tokens.get(random.nextInt(tokens.size()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        String body = body(operation);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!operation.method().equals("GET") && random.nextInt(4) == 0) {
            request.header("Idempotency-Key", new UUID(random.nextLong(), random.nextLong()).toString());
        }
        request.uri(URI.create(service + path + query))
                .method(operation.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        judge(operation, path + query + " " + body, request.build());
    }

    private String body(Operation operation) {
        if (operation.body().isMissingNode()) {
            return operation.method().equals("GET") || random.nextInt(3) > 0 ? "" : "{\"a\":";
        }
        String body = JSON.writeValueAsString(values.any("body", operation.body(), 0));
        return random.nextInt(30) == 0 ? body.substring(0, body.length() / 2) : body;
    }

    private void judge(Operation operation, String asked, HttpRequest request) {
        HttpResponse<String> answer;
        try {
            answer = send(request);
        } catch (IllegalStateException e) {
            fault(operation, "is not answered", String.valueOf(e.getCause()), asked, "");
            return;
        }
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() >= 500) {
            fault(operation, "fails by " + answer.statusCode(), "", asked, answer.body());
        } else if (answer.statusCode() >= 400 && !operation.method().equals("HEAD")
                && !(type.startsWith("application/problem+json") && hasCode(answer.body()))) {
            fault(operation, "refuses without a problem", "by " + answer.statusCode(), asked, answer.body());
        } else if (answer.statusCode() < 300 && type.startsWith("application/json")) {
            values.learn(JSON.readTree(answer.body()));
            operation.answer(answer.statusCode()).ifPresentOrElse(schema -> {
                String breaches = shapes.breaches(schema, answer.body());
                if (!breaches.isEmpty()) {
                    fault(operation, "answers otherwise than it says", breaches, asked, answer.body());
                }
            }, () -> fault(operation, "answers otherwise than it says", "by " + answer.statusCode(), asked,
                    answer.body()));
        }
    }

    private void fault(Operation operation, String what, String more, String asked, String answer) {
        faults.putIfAbsent(operation + " " + what,
                "%s <- %s -> %s".formatted(more, shortened(asked), shortened(answer)));
    }

    private static boolean hasCode(String body) {
        try {
            return !JSON.readTree(body).path("error").path("code").asString("").isEmpty();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).get(IN_TIME.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
