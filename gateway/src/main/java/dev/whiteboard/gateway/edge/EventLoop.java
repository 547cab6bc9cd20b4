package dev.whiteboard.gateway.edge;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The thread that a request's connection lives on. What was decided elsewhere goes back to it before an answer is
 * written: Reactor Netty now and then never sends a response that is ended on another thread.
 */
public final class EventLoop {
    private EventLoop() {}

    public static Scheduler of(ServerHttpRequest request) {
        HttpServerRequest connected = ServerHttpRequestDecorator.getNativeRequest(request);
        Scheduler[] loop = {Schedulers.immediate()};
        connected.withConnection(connection -> loop[0] = Schedulers.fromExecutor(connection.channel().eventLoop()));
        return loop[0];
    }
}
