package dev.whiteboard.gateway.resilience;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.server.ResponseStatusException;

import dev.whiteboard.common.problem.ProblemException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** How a call to a replica failed, as far as it matters for what to do next. */
public enum Failure {
    /** No connection came about: the upstream knows nothing of the call. */
    NOT_SENT,
    /** The connection broke before an answer: the upstream may or may not have done the work. */
    BROKEN,
    /** No answer in time. Waiting again would double the client's wait. */
    TIMED_OUT,
    /** The client's own doing, such as a body that is too large. */
    REFUSED,
    /** A fault of the gateway itself. */
    UNEXPECTED;

    public static Failure of(Throwable error) {
        return switch (error) {
            case WebClientRequestException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case ProblemException refusal -> REFUSED;
            case ConnectException refused -> NOT_SENT;
            case UnknownHostException unknown -> NOT_SENT;
            case PoolAcquireTimeoutException busy -> NOT_SENT;
            case PoolAcquirePendingLimitException busy -> NOT_SENT;
            case AbortedException closed -> isBeforeSending(closed) ? NOT_SENT : BROKEN;
            case ReadTimeoutException late -> TIMED_OUT;
            case TimeoutException late -> TIMED_OUT;
            case ResponseStatusException late when late.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT -> TIMED_OUT;
            case IOException broken -> BROKEN;
            default -> UNEXPECTED;
        };
    }

    /** A pooled connection that was closed between two requests; only the message tells it from one closed later. */
    private static boolean isBeforeSending(AbortedException closed) {
        return String.valueOf(closed.getMessage()).contains("BEFORE send");
    }

    /** Whether it says something bad about the replica. */
    public boolean blamesReplica() {
        return this == NOT_SENT || this == BROKEN || this == TIMED_OUT;
    }
}
