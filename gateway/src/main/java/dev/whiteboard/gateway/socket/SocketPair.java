package dev.whiteboard.gateway.socket;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * The two halves of a socket, client's and service's. Frames pass as they are, pings and pongs too, so that the two ends
 * feel each other's pulse and not ours. Each direction is read only as fast as the other end takes it. When one half closes,
 * the other is closed for the same reason; one that vanished without a word is reported as gone.
 */
final class SocketPair {
    /** Frames of each direction that may be on their way through. */
    private static final int AT_ONCE = 16;

    private final WebsocketInbound fromClient;
    private final WebsocketOutbound toClient;
    private final WebsocketInbound fromService;
    private final WebsocketOutbound toService;

    SocketPair(WebsocketInbound fromClient, WebsocketOutbound toClient, WebsocketInbound fromService,
            WebsocketOutbound toService) {
        this.fromClient = fromClient;
        this.toClient = toClient;
        this.fromService = fromService;
        this.toService = toService;
    }

    /** Ends, never with an error, when both halves are closed, or so long after the first one. */
    Mono<Void> join(Duration goodbye) {
        Sinks.Empty<Void> left = Sinks.empty();
        Mono<Void> upwards = pass(fromClient, toService, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE)
                .doFinally(signal -> left.tryEmitEmpty());
        Mono<Void> downwards = pass(fromService, toClient, WebSocketCloseStatus.SERVICE_RESTART)
                .doFinally(signal -> left.tryEmitEmpty());
        Mono<Void> late = left.asMono().then(Mono.delay(goodbye)).then();
        return Mono.firstWithSignal(Mono.when(upwards, downwards), late);
    }

    /**
     * Frames are written one after the other, and the next ones are asked for when these are out. A side that can no longer
     * be written to does not stop the other from being heard: its reason for leaving may still be on its way.
     *
     * @param lost what the other side is told when this one vanished
     */
    private static Mono<Void> pass(WebsocketInbound from, WebsocketOutbound to, WebSocketCloseStatus lost) {
        Channel[] channel = new Channel[1];
        to.withConnection(connection -> channel[0] = connection.channel());
        return from.receiveFrames()
                .map(WebSocketFrame::retain)
                .concatMap(frame -> FutureMono.from(channel[0].writeAndFlush(frame)).onErrorComplete(), AT_ONCE)
                .doOnDiscard(WebSocketFrame.class, ReferenceCountUtil::safeRelease)
                .onErrorComplete()
                .then(from.receiveCloseStatus().defaultIfEmpty(lost).onErrorReturn(lost))
                .flatMap(status -> close(to, status, lost))
                .onErrorComplete();
    }

    private static Mono<Void> close(WebsocketOutbound to, WebSocketCloseStatus status, WebSocketCloseStatus lost) {
        if (status.code() == WebSocketCloseStatus.EMPTY.code()) {
            return to.sendClose();
        }
        return WebSocketCloseStatus.isValidStatusCode(status.code())
                ? to.sendClose(status.code(), status.reasonText())
                : to.sendClose(lost.code(), lost.reasonText());
    }
}
