package dev.whiteboard.gateway.resilience;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A request body on its way through: its bytes are counted as they stream, and a small one is kept so that it can be sent
 * again. A large one is passed on unbuffered; once its first byte was asked for it cannot be repeated.
 */
final class OutgoingBody extends ServerHttpRequestDecorator {
    /** Larger bodies are not worth the memory that keeping them would take from everybody else. */
    private static final long KEPT = 64 * 1024;

    private final long limit;
    private final DataBufferFactory buffers;
    private byte @Nullable [] kept;
    private boolean streamed;

    private OutgoingBody(ServerHttpRequest request, long limit, DataBufferFactory buffers) {
        super(request);
        this.limit = limit;
        this.buffers = buffers;
    }

    /** The body of a request, refused at once if it says itself that it is too large. */
    static Mono<OutgoingBody> of(ServerWebExchange exchange, long limit, boolean keep) {
        ServerHttpRequest request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        if (announced > limit) {
            return Mono.error(tooLarge(limit));
        }
        OutgoingBody body = new OutgoingBody(request, limit, exchange.getResponse().bufferFactory());
        boolean none = announced <= 0 && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
        if (none || !keep || announced < 0 || announced > KEPT) {
            return Mono.just(body);
        }
        return DataBufferUtils.join(request.getBody()).map(body::keep).defaultIfEmpty(body);
    }

    private OutgoingBody keep(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        kept = bytes;
        return this;
    }

    /** Whether the body can be sent from its beginning. */
    boolean repeatable() {
        return !streamed;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        byte[] bytes = kept;
        if (bytes != null) {
            return Flux.defer(() -> Flux.just(buffers.wrap(bytes)));
        }
        long announced = getHeaders().getContentLength();
        if (announced <= 0 && !getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return super.getBody();
        }
        return Flux.defer(() -> {
            streamed = true;
            return counted(super.getBody());
        });
    }

    private Flux<DataBuffer> counted(Flux<DataBuffer> source) {
        long[] seen = {0};
        return source.onErrorMap(OutgoingBody::brokenOff).handle((buffer, sink) -> {
            seen[0] += buffer.readableByteCount();
            if (seen[0] > limit) {
                DataBufferUtils.release(buffer);
                sink.error(tooLarge(limit));
                return;
            }
            sink.next(buffer);
        });
    }

    /** The client's doing, so that it is not blamed on the replica. */
    private static ProblemException brokenOff(Throwable error) {
        return Problem.of(ErrorCode.MALFORMED_REQUEST, "The body broke off.").asException();
    }

    private static ProblemException tooLarge(long limit) {
        return Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The body may have " + limit + " bytes.").asException();
    }
}
