package dev.whiteboard.gateway.socket;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.EventLoop;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.resilience.Agreement;
import dev.whiteboard.gateway.route.RoutedRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Passes WebSockets on. The service is asked first, and the client's handshake is answered only when it has agreed: so a
 * service that is down is a 503 and another replica's chance, and not a socket that closes as soon as it is open. The call
 * lasts as long as the socket, and holds its place among the upstream's streams.
 */
@Component
@EnableConfigurationProperties(SocketProperties.class)
class SocketProxy implements GlobalFilter, Ordered {
    private final SocketProperties properties;
    private final ObjectProvider<List<HttpHeadersFilter>> filters;
    private final HttpClient client;

    SocketProxy(SocketProperties properties, ObjectProvider<List<HttpHeadersFilter>> filters) {
        this.properties = properties;
        this.filters = filters;
        this.client = HttpClient.newConnection()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) properties.connect().toMillis())
                .disableRetry(true);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!RoutedRequest.of(exchange).socket()) {
            return chain.filter(exchange);
        }
        Problem objection = Handshake.objection(exchange.getRequest());
        if (objection != null) {
            return Mono.error(objection.asException());
        }
        URI target = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        AtomicBoolean accepted = new AtomicBoolean();
        return client.headers(headers -> headers(exchange, headers))
                .websocket(WebsocketClientSpec.builder().handlePing(true)
                        .maxFramePayloadLength(properties.largestFrame())
                        .protocols(orEmpty(exchange.getRequest().getHeaders().getFirst("Sec-WebSocket-Protocol")))
                        .build())
                .uri("ws" + target.toString().substring("http".length()))
                .handle((fromService, toService) -> {
                    accepted.set(true);
                    Agreement.of(exchange).reach();
                    return accept(exchange, fromService, toService);
                })
                .then()
                .timeout(Mono.delay(properties.connect()).filter(time -> !accepted.get()).switchIfEmpty(Mono.never()))
                .onErrorMap(WebSocketClientHandshakeException.class, SocketProxy::refusal);
    }

    /** The service answered, only not by a socket. */
    private static Throwable refusal(WebSocketClientHandshakeException error) {
        int status = error.response() == null ? 0 : error.response().status().code();
        return status >= 400 && status < 500
                ? Problem.of(ErrorCode.forStatus(status), ErrorCode.forStatus(status).title()).asException()
                : Problems.unavailable("The service takes no sockets at the moment.").asException();
    }

    private void headers(ServerWebExchange exchange, io.netty.handler.codec.http.HttpHeaders headers) {
        HttpHeaders passed = HttpHeadersFilter.filterRequest(filters.getIfAvailable(List::of), exchange);
        passed.forEach((name, values) -> {
            if (Handshake.passes(name)) {
                headers.set(name, values);
            }
        });
    }

    private Mono<Void> accept(ServerWebExchange exchange, WebsocketInbound fromService, WebsocketOutbound toService) {
        Sinks.Empty<Void> ended = Sinks.empty();
        WebsocketServerSpec spec = spec(fromService.selectedSubprotocol());
        return exchange.getResponse().setComplete()
                .then(Mono.defer(() -> nativeResponse(exchange.getResponse()).sendWebsocket((fromClient, toClient) -> {
                    closeWhenIdle(fromClient, toClient);
                    return new SocketPair(fromClient, toClient, fromService, toService).join(properties.goodbye())
                            .doFinally(signal -> ended.tryEmitEmpty());
                }, spec)))
                .subscribeOn(EventLoop.of(exchange.getRequest()))
                .onErrorComplete() // the client left during its handshake
                .then(ended.asMono());
    }

    private WebsocketServerSpec spec(@Nullable String protocol) {
        WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder().handlePing(true)
                .maxFramePayloadLength(properties.largestFrame());
        return (protocol == null ? spec : spec.protocols(protocol)).build();
    }

    /** Also finds clients that are gone without having closed, for as long as the service does not talk to them either. */
    private void closeWhenIdle(WebsocketInbound fromClient, WebsocketOutbound toClient) {
        fromClient.withConnection(connection -> connection.addHandlerLast("idle-socket",
                new IdleStateHandler(0, 0, properties.idle().toMillis(), TimeUnit.MILLISECONDS) {
                    @Override
                    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
                        toClient.sendClose(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "idle").subscribe();
                    }
                }));
    }

    private static HttpServerResponse nativeResponse(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }

    private static String orEmpty(@Nullable String protocols) {
        return protocols == null ? "" : protocols;
    }

    /** In the place of Spring Cloud Gateway's own, just before requests are sent over HTTP. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }
}
