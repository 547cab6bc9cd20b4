package dev.whiteboard.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client at the front door that follows no redirect and retries nothing. */
final class Visitor {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();

    private final String gateway;
    private final String[] headers;

    Visitor(String gateway, String... headers) {
        this.gateway = gateway;
        this.headers = headers;
    }

    Visitor with(String... more) {
        return new Visitor(gateway, more);
    }

    /** The same client, with these headers as well. */
    Visitor and(String... more) {
        return new Visitor(gateway, Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new));
    }

    Visitor bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** An answer with its body as text and, where it is JSON, as a tree. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String code() {
            return json().path("error").path("code").asString();
        }

        boolean isProblem() {
            return header("Content-Type").startsWith("application/problem+json") && !code().isEmpty()
                    && json().path("status").asInt() == status();
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer send(String method, String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    /** Whether following the link leads to that target. */
    boolean redirects(String path, String target) {
        Answer answer = get(path);
        return answer.status() == 302 && answer.header("Location").equals(target);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** No answer came: whether the request took effect is unknown. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(IOException cause) {
            super(cause);
        }
    }
}
