package dev.whiteboard.common.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

/** Fetches {@code /.well-known/jwks.json} from the first replica of identity that answers. */
final class JwksEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final List<URI> replicas;

    JwksEndpoint(List<URI> identity) {
        this.replicas = identity.stream().map(base -> base.resolve("/.well-known/jwks.json")).toList();
    }

    CompletableFuture<Map<String, RSAPublicKey>> fetch() {
        CompletableFuture<Map<String, RSAPublicKey>> answer = CompletableFuture
                .failedFuture(new IllegalStateException("IDENTITY_URL names no replica"));
        for (URI replica : replicas) {
            answer = answer.exceptionallyCompose(failure -> fetch(replica));
        }
        return answer;
    }

    private CompletableFuture<Map<String, RSAPublicKey>> fetch(URI replica) {
        HttpRequest request = HttpRequest.newBuilder(replica).timeout(TIMEOUT).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(JwksEndpoint::read);
    }

    private static Map<String, RSAPublicKey> read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new CompletionException(new IllegalStateException("status " + response.statusCode()));
        }
        try {
            Map<String, RSAPublicKey> keys = new HashMap<>();
            for (JWK key : JWKSet.parse(response.body()).getKeys()) {
                if (key instanceof RSAKey rsa && key.getKeyID() != null) {
                    keys.put(key.getKeyID(), rsa.toRSAPublicKey());
                }
            }
            return Map.copyOf(keys);
        } catch (ParseException | JOSEException unreadable) {
            throw new CompletionException(unreadable);
        }
    }
}
