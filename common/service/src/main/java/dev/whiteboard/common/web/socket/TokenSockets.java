package dev.whiteboard.common.web.socket;

import dev.whiteboard.common.security.AccessTokens;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** Opens sockets for whoever has a token; the process needs {@code @EnableWebSocket}. */
public final class TokenSockets implements AutoCloseable {
    private final AccessTokens tokens;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("sockets").daemon().factory());

    TokenSockets(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** From every page: where a browser's page comes from is checked by the gateway. */
    public WebSocketConfigurer at(String path, Host host) {
        var socket = new TokenSocket(tokens, clock, timer, host);
        return registry -> registry.addHandler(socket, path).setAllowedOriginPatterns("*");
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
