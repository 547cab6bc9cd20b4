package dev.whiteboard.common.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.elastic.clients.transport.rest5_client.low_level.Cancellable;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks with Elasticsearch in its own words: JSON out, JSON in, each call within a bound. The official low-level client
 * keeps the connections and passes over nodes that are down.
 */
public final class Elastic implements AutoCloseable {
    /** Reads and writes what is said to it. */
    public static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ContentType LINES = ContentType.create("application/x-ndjson", UTF_8);
    private static final int CONNECTIONS = 64;

    private final Rest5Client client;
    private final Duration patience;
    private final RequestOptions options;

    /**
     * @param url one or several addresses, separated by commas
     * @param connectPatience how long a connection may take
     * @param patience how long a whole call may take
     */
    public Elastic(String url, Duration connectPatience, Duration patience) {
        this.patience = patience;
        this.client = Rest5Client
                .builder(Arrays.stream(url.split(",")).map(String::strip).map(URI::create).toArray(URI[]::new))
                .setMetaHeaderEnabled(false)
                .setConnectionConfigCallback(config -> config.setConnectTimeout(timeout(connectPatience))
                        .setSocketTimeout(timeout(patience)))
                .setConnectionManagerCallback(
                        manager -> manager.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS * 2))
                .build();
        this.options = RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom().setResponseTimeout(timeout(patience))
                        .setConnectionRequestTimeout(timeout(connectPatience)).build())
                .build();
    }

    /** @throws SearchUnavailable if there is no answer in time, or the answer is that it cannot be had now */
    public JsonNode call(String method, String path, @Nullable Object body) {
        HttpEntity entity = body == null
                ? null
                : new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON);
        return call(method, path, entity);
    }

    /** The same for what is sent as many lines, such as a bulk. */
    public JsonNode lines(String path, byte[] body) {
        return call("POST", path, new ByteArrayEntity(body, LINES));
    }

    private JsonNode call(String method, String path, @Nullable HttpEntity body) {
        var request = new Request(method, path);
        request.setOptions(options);
        if (body != null) {
            request.setEntity(body);
        }
        try {
            Response response = answer(request);
            return read(response.getStatusCode(), response.getEntity(), request);
        } catch (ResponseException e) {
            throw failed(e.getResponse().getStatusCode(), request, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            throw new SearchUnavailable(request + ": " + e, e);
        }
    }

    /** A deadline for the whole of a call: the client's own timeouts are about parts of it. */
    private Response answer(Request request) throws IOException {
        var answer = new CompletableFuture<Response>();
        Cancellable call = client.performRequestAsync(request, new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                answer.complete(response);
            }

            @Override
            public void onFailure(Exception failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SearchUnavailable(request + " was not answered within " + patience, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable(request + " was interrupted", e);
        } finally {
            if (!answer.isDone()) {
                call.cancel();
            }
        }
    }

    /** Which answers the client throws depends on its version; we look at all of them. */
    private static JsonNode read(int status, @Nullable HttpEntity entity, Request request) throws IOException {
        JsonNode answer = JSON.createObjectNode();
        if (entity != null) {
            try (var content = entity.getContent()) {
                answer = JSON.readTree(content);
            }
        }
        if (status >= 300) {
            throw failed(status, request, answer.toString());
        }
        return answer;
    }

    private static RuntimeException failed(int status, Request request, String why) {
        String what = "%s %s was answered %d: %s".formatted(request.getMethod(), request.getEndpoint(), status, why);
        return status == 429 || status >= 500 ? new SearchUnavailable(what) : new Refused(status, what);
    }

    private static Timeout timeout(Duration patience) {
        return Timeout.ofMilliseconds(patience.toMillis());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** A request that Elasticsearch understood and will not do: a name that is not there, or a mistake of ours. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /** Whether what was asked for is not there. */
        public boolean missing() {
            return status == 404;
        }
    }
}
