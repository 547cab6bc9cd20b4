package dev.whiteboard.gateway;

import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A WebSocket server that says everything back. */
final class EchoSocket {
    private static final DisposableServer SERVER = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.ws("/ws/echo",
                    (in, out) -> out.sendString(in.receive().asString().map(text -> "echo " + text))))
            .bindNow();

    private EchoSocket() {}

    static String url() {
        return "http://127.0.0.1:" + SERVER.port();
    }
}
