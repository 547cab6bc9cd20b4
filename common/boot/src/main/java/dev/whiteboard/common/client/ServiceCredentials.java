package dev.whiteboard.common.client;

import java.io.IOException;
import java.util.concurrent.CompletionException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Shows this service's token to the service it calls. */
final class ServiceCredentials implements ClientHttpRequestInterceptor {
    private final ServiceTokens tokens;

    ServiceCredentials(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return execution.execute(request, body);
        }
        String token = current();
        request.getHeaders().setBearerAuth(token);
        ClientHttpResponse response = execution.execute(request, body);
        if (response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            tokens.refused(token);
        }
        return response;
    }

    private String current() {
        try {
            return tokens.current().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof UpstreamUnavailable unavailable ? unavailable : failure;
        }
    }
}
