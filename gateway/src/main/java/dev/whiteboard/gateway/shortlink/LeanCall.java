package dev.whiteboard.gateway.shortlink;

import java.io.IOException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.resilience.Failure;
import dev.whiteboard.gateway.resilience.Replica;
import dev.whiteboard.gateway.resilience.Upstream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import reactor.core.publisher.MonoSink;

/**
 * One request for a short link on its way through the replicas. A replica that cannot be reached, breaks off or says 502,
 * 503 or 504 is given up for another one, once; all such requests are idempotent. Confined to the client's event loop.
 */
final class LeanCall implements LineListener {
    private static final int ATTEMPTS = 2;

    private final Upstream upstream;
    private final LinePools pools;
    private final Channel client;
    private final HttpMethod method;
    private final String uri;
    private final HttpHeaders headers;
    private final long deadlineNanos;
    private final MonoSink<Answer> sink;

    private int attempt;
    private boolean over;
    private Set<Replica> tried = Set.of();
    private @Nullable Replica replica;
    private @Nullable Line line;
    private long startedNanos;

    LeanCall(Upstream upstream, LinePools pools, Channel client, HttpMethod method, String uri, HttpHeaders headers,
            long deadlineNanos, MonoSink<Answer> sink) {
        this.upstream = upstream;
        this.pools = pools;
        this.client = client;
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.deadlineNanos = deadlineNanos;
        this.sink = sink;
    }

    void start() {
        upstream.budget().deposit();
        sink.onCancel(this::cancel);
        next();
    }

    private void next() {
        Replica chosen = upstream.begin(tried);
        if (chosen == null) {
            refuse(upstream.name() + " is not available.");
            return;
        }
        attempt++;
        replica = chosen;
        startedNanos = System.nanoTime();
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri, Unpooled.EMPTY_BUFFER,
                headers, EmptyHttpHeaders.INSTANCE);
        pools.pool(client, chosen).send(request, this, deadlineNanos, attempt > 1);
    }

    void on(Line line) {
        this.line = line;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void answered(Answer answer) {
        Replica asked = replica;
        if (over || asked == null) {
            answer.body().release();
            return;
        }
        line = null;
        int status = answer.status().code();
        boolean away = status == 502 || status == 504;
        if (away) {
            asked.failed(startedNanos, new IOException("status " + status));
        } else {
            asked.succeeded(startedNanos);
        }
        if ((away || status == 503) && attempt < ATTEMPTS && upstream.budget().withdraw()) {
            answer.body().release();
            tried = Set.of(asked);
            next();
            return;
        }
        if (away) {
            answer.body().release();
            refuse(upstream.name() + " is not available.");
            return;
        }
        over = true;
        sink.success(answer);
    }

    @Override
    public void failed(Throwable error) {
        Replica asked = replica;
        if (over || asked == null) {
            return;
        }
        line = null;
        asked.failed(startedNanos, error);
        Failure failure = Failure.of(error);
        boolean again = (failure == Failure.NOT_SENT || failure == Failure.BROKEN) && attempt < ATTEMPTS;
        boolean free = failure == Failure.NOT_SENT && upstream.replicas().size() > 1;
        if (again && (free || upstream.budget().withdraw())) {
            tried = Set.of(asked);
            next();
            return;
        }
        refuse(upstream.name() + " did not answer.");
    }

    private void refuse(String reason) {
        over = true;
        sink.error(Problems.unavailable(reason).asException());
    }

    private void cancel() {
        if (over || !client.eventLoop().inEventLoop()) {
            return;
        }
        over = true;
        if (line != null) {
            line.abandon();
        }
        if (replica != null) {
            replica.abandoned();
        }
    }
}
