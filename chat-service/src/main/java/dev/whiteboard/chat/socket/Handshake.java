package dev.whiteboard.chat.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a WebSocket of an HTTP request, or says why not. It leaves the connection with the rest of HTTP. */
final class Handshake extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String PATH = "/ws/chat";
    private static final String BEARER = "Bearer ";
    private static final Pattern DEVICE = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
    /** Frames up to this multiple of the limit are read to be refused; beyond it the connection ends. */
    private static final int READ_TO_REFUSE = 4;

    private final Switchboard switchboard;
    private final LoopSockets loop;
    private final Admission admission;
    private final String timeout;

    /** @param timeout the handler that watches over the handshake and leaves with it */
    Handshake(Switchboard switchboard, LoopSockets loop, Admission admission, String timeout) {
        this.timeout = timeout;
        this.switchboard = switchboard;
        this.loop = loop;
        this.admission = admission;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        var query = new QueryStringDecoder(request.uri());
        Problem problem = refusal(request, query);
        if (problem != null) {
            refuse(context, problem);
            return;
        }
        int wait = admission.ask();
        if (wait > 0) {
            refuse(context, Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "too many are connecting at once")
                    .retryAfter(Duration.ofSeconds(wait)));
            return;
        }
        String token = token(request, query);
        String device = parameter(query, "device_id");
        if (token == null) {
            upgrade(context, request, null, device);
            return;
        }
        request.retain();
        var _ = switchboard.check(token).whenComplete((check, failure) -> context.executor().execute(() -> {
            try {
                if (failure == null && check instanceof TokenCheck.Valid(Caller caller)) {
                    upgrade(context, request, caller, device);
                } else if (check instanceof TokenCheck.Invalid(String reason)) {
                    refuse(context, Problem.of(ErrorCode.INVALID_TOKEN, reason));
                } else {
                    refuse(context, Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "tokens cannot be checked now")
                            .retryAfter(Duration.ofSeconds(1)));
                }
            } finally {
                request.release();
            }
        }));
    }

    private static @Nullable Problem refusal(FullHttpRequest request, QueryStringDecoder query) {
        if (request.decoderResult().isFailure()) {
            return Problem.of(ErrorCode.MALFORMED_REQUEST, "this is no request that can be read");
        }
        if (!query.path().equals(PATH)) {
            return Problem.of(ErrorCode.NOT_FOUND, "there is nothing here but " + PATH);
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "a WebSocket begins with GET");
        }
        boolean upgrade = request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", false);
        if (!upgrade) {
            return Problem.of(ErrorCode.MALFORMED_REQUEST, "this is a WebSocket of version 13: upgrade");
        }
        String device = parameter(query, "device_id");
        return device == null || DEVICE.matcher(device).matches()
                ? null
                : Problem.of(ErrorCode.VALIDATION_ERROR, "has 1 to 64 of 0-9A-Za-z_.-").field("device_id");
    }

    private static @Nullable String token(FullHttpRequest request, QueryStringDecoder query) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : parameter(query, "access_token");
    }

    private static @Nullable String parameter(QueryStringDecoder query, String name) {
        List<String> values = query.parameters().get(name);
        return values == null ? null : values.getFirst();
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, @Nullable Caller caller,
            @Nullable String device) {
        if (!context.channel().isActive()) {
            return;
        }
        var config = WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(
                loop.properties().frameBytes() * READ_TO_REFUSE).closeOnProtocolViolation(false)
                .withUTF8Validator(false).build();
        var handshaker = new WebSocketServerHandshaker13(PATH, null, config);
        var _ = handshaker.handshake(context.channel(), request, null, context.newPromise()).addListener(done -> {
            if (done.isSuccess()) {
                var socket = new SocketHandler(switchboard, loop, context.channel(), device);
                context.pipeline().addLast(socket);
                context.pipeline().remove(timeout);
                context.pipeline().remove(this);
                socket.open(caller);
            } else {
                context.close();
            }
        });
    }

    private static void refuse(ChannelHandlerContext context, Problem problem) {
        byte[] body = problem.toJson().getBytes(UTF_8);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.status()),
                Unpooled.wrappedBuffer(body));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
