package dev.whiteboard.gateway.edge;

import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import dev.whiteboard.gateway.telemetry.Traffic;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands right behind the HTTP decoder and refuses a bad request before anything else of the server sees it, with the
 * same problem shape as every other refusal, and then closes the connection: after a request that two readers may frame
 * differently nothing on it can be trusted. A pipelined bad request waits for the answers before it.
 *
 * <p>
 * A connection that is closed while its client still sends a body is closed in two steps: our side at once, the whole
 * after the rest was read and thrown away, for a bounded time. Else the client's machine would answer the unread bytes
 * with a reset, and the client would never see why it was refused.
 */
final class RequestGuard extends ChannelDuplexHandler {
    private static final String ROUTE = "refused";
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private final Traffic traffic;
    private int unanswered;
    private boolean answering;
    private boolean done;
    private boolean receiving;
    private @Nullable ChannelPromise lingering;
    private @Nullable FullHttpResponse refusal;

    RequestGuard(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            receiving = true;
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
        }
        ChannelPromise closing = lingering;
        if (closing != null && !receiving && !closing.isDone()) {
            context.close(closing);
        }
        if (refusal != null || closing != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            Optional<Problem> objection = RequestHead.objection(request);
            if (objection.isPresent()) {
                refuse(context, request.method().name(), request.headers(), objection.get());
                ReferenceCountUtil.release(message);
                return;
            }
            unanswered++;
        } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            breakOff(context);
            return;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (done) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        boolean interim = message instanceof HttpResponse response && response.status().code() < 200
                && response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        boolean last = message instanceof LastHttpContent && !interim;
        answering = !last && (answering || message instanceof HttpResponse && !interim);
        context.write(message, promise);
        if (last) {
            unanswered--;
            answerWhenDue(context);
            listen(context);
        }
    }

    /**
     * Makes sure that the next request is read. Reactor Netty (1.3.6) forgets it when a request that waited behind another
     * one is answered on the spot, and the connection would hang for ever; asking twice does no harm.
     */
    private void listen(ChannelHandlerContext context) {
        if (unanswered == 0 && !receiving && !done) {
            context.read();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        Channel channel = context.channel();
        if (!receiving || lingering != null || !channel.isActive() || !(channel instanceof DuplexChannel duplex)) {
            context.close(promise);
            return;
        }
        lingering = promise;
        duplex.shutdownOutput();
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> {
            if (!promise.isDone()) {
                context.close(promise);
            }
        }, LINGERING.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (lingering != null) {
            lingering.trySuccess();
        }
        context.fireChannelInactive();
    }

    /** A body that cannot be decoded: its request is under way, and is answered here unless its answer has begun. */
    private void breakOff(ChannelHandlerContext context) {
        receiving = false;
        if (answering || unanswered != 1) {
            done = true;
            context.close();
            return;
        }
        unanswered = 0;
        refuse(context, "", EmptyHttpHeaders.INSTANCE,
                Problem.of(ErrorCode.MALFORMED_REQUEST, "The body is not well-formed."));
    }

    private void refuse(ChannelHandlerContext context, String method, HttpHeaders headers, Problem problem) {
        traffic.record(ROUTE, method, problem.status(), System.nanoTime());
        refusal = response(headers, problem);
        answerWhenDue(context);
    }

    private void answerWhenDue(ChannelHandlerContext context) {
        FullHttpResponse response = refusal;
        if (response != null && unanswered == 0 && !done) {
            done = true;
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static FullHttpResponse response(HttpHeaders headers, Problem problem) {
        TraceParent trace = TraceParent.follow(headers.get(TraceParent.HEADER));
        String requestId = RequestId.of(headers.get(RequestId.HEADER), trace);
        byte[] body = problem.toJson(Problems.instance(requestId)).getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(RequestId.HEADER, requestId)
                .set(TraceParent.HEADER, trace.value())
                .set(SecurityHeaders.CSP, SecurityHeaders.STRICT_CSP);
        SecurityHeaders.ALWAYS.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }
}
