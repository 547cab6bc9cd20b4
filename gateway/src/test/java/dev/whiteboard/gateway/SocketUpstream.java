package dev.whiteboard.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.whiteboard.local.servers.Ports;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.resources.LoopResources;

/** A service that speaks WebSocket: each path behaves in its own way. */
public final class SocketUpstream {
    private static final int CHUNK = 16 << 10;

    private final AtomicLong flooded = new AtomicLong();
    private final Map<String, WebSocketCloseStatus> closed = new ConcurrentHashMap<>();
    private volatile HttpHeaders lastHeaders;
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .runOn(LoopResources.create("socket-upstream", 1, true))
            .route(routes -> routes
                    .ws("/ws/echo", this::echo, WebsocketServerSpec.builder().maxFramePayloadLength(1 << 20).build())
                    .ws("/ws/protocol", this::echo, WebsocketServerSpec.builder().protocols("chat.v1").build())
                    .ws("/ws/close", (in, out) -> in.receive().asString().concatMap(
                            text -> out.sendClose(Integer.parseInt(text), "as you wish")))
                    .ws("/ws/vanish", (in, out) -> in.receive().doOnNext(
                            text -> in.withConnection(connection -> connection.channel().unsafe().closeForcibly()))
                            .then())
                    .ws("/ws/pulse",
                            (in, out) -> out.sendObject(Flux.<Object>just(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER))
                                    .concatWith(in.receiveFrames().ofType(PongWebSocketFrame.class).take(1)
                                            .map(pong -> new TextWebSocketFrame("alive")))),
                            WebsocketServerSpec.builder().handlePing(true).build())
                    .ws("/ws/flood", (in, out) -> out.sendObject(Flux.generate(sink -> {
                        flooded.addAndGet(CHUNK);
                        sink.next(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[CHUNK])));
                    })))
                    .get("/ws/refuse", (request, response) -> response.status(401).send())
                    .get("/ws/hang", (request, response) -> Flux.<Void>never().take(Duration.ofMinutes(1))))
            .bindNow();

    private SocketUpstream() {}

    static SocketUpstream start() {
        return new SocketUpstream();
    }

    /** Its address, behind that of a replica that died. */
    String urls() {
        return "http://127.0.0.1:" + Ports.free() + ",http://127.0.0.1:" + server.port();
    }

    public long flooded() {
        return flooded.get();
    }

    /** How the socket ended whose query this was; null while it has not. */
    public WebSocketCloseStatus closed(String query) {
        return closed.get(query);
    }

    public HttpHeaders lastHeaders() {
        return lastHeaders;
    }

    private Publisher<Void> echo(WebsocketInbound in, WebsocketOutbound out) {
        lastHeaders = in.headers();
        String query = in.headers().get("X-Test-Name", "");
        in.receiveCloseStatus().defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE).subscribe(
                status -> closed.put(query, status));
        return out.sendObject(in.receiveFrames().map(WebSocketFrame::retain));
    }
}
