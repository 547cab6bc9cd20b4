package dev.whiteboard.common.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.concurrent.CompletionStage;

import dev.whiteboard.common.client.UpstreamUnavailable.Reason;
import dev.whiteboard.common.json.Json;

/** Asks identity for this service's token, with the service's own id and secret. */
final class TokenEndpoint implements Supplier<CompletionStage<ServiceTokens.Issued>> {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT)
            .build();
    private final List<URI> identity;
    private final String authorization;

    TokenEndpoint(List<URI> identity, String clientId, String secret) {
        this.identity = identity;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8));
    }

    private record Answer(
            String accessToken,
            long expiresIn) {}

    /** Asks the replicas in turn until one answers. */
    @Override
    public CompletionStage<ServiceTokens.Issued> get() {
        CompletableFuture<ServiceTokens.Issued> issued = CompletableFuture
                .failedFuture(new UpstreamUnavailable("identity", Reason.UNREACHABLE, null));
        for (URI replica : identity) {
            issued = issued.exceptionallyCompose(failure -> ask(replica));
        }
        return issued;
    }

    private CompletableFuture<ServiceTokens.Issued> ask(URI replica) {
        HttpRequest request = HttpRequest.newBuilder(replica.resolve("/internal/tokens")).timeout(TIMEOUT)
                .header("Authorization", authorization).POST(BodyPublishers.noBody()).build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(TokenEndpoint::read)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)));
    }

    private static UpstreamUnavailable unavailable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof UpstreamUnavailable known
                ? known
                : new UpstreamUnavailable("identity", Reason.UNREACHABLE, cause);
    }

    private static ServiceTokens.Issued read(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new UpstreamUnavailable("identity", Reason.FAILING,
                    new IllegalStateException("status " + response.statusCode() + " for a service token"));
        }
        Answer answer = Json.tolerant().readValue(response.body(), Answer.class);
        return new ServiceTokens.Issued(answer.accessToken(), Duration.ofSeconds(answer.expiresIn()));
    }
}
