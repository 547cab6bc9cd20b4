package dev.whiteboard.gateway.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import reactor.core.publisher.Mono;

/** Turns whatever went wrong into the one shape of an error, and writes it. */
public final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private Problems() {}

    public static Problem unavailable(String message) {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, message).retryAfter(SOON);
    }

    public static Problem from(Throwable error, String requestId) {
        if (error instanceof ProblemException known) {
            return known.problem();
        }
        if (error instanceof ErrorResponse response) {
            ErrorCode code = ErrorCode.forStatus(response.getStatusCode().value());
            return code == ErrorCode.SERVICE_UNAVAILABLE
                    ? unavailable(code.title())
                    : Problem.of(code, code.title());
        }
        log.error("request {} failed", requestId, error);
        return Problem.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }

    static Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = problem.toJson(instance(Visit.of(exchange).requestId())).getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatus.valueOf(problem.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.setContentLength(body.length);
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == HttpStatus.CONTENT_TOO_LARGE.value()) {
            headers.set(HttpHeaders.CONNECTION, "close"); // the rest of the body is not worth reading
        }
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    public static String instance(String requestId) {
        return "urn:whiteboard:request:" + requestId;
    }
}
