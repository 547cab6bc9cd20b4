package dev.whiteboard.common.web.socket;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Connections that begin and end with a token. It comes with the handshake, as {@code ?access_token=}, or in a first frame
 * {@code {"type":"auth","token":…}}; a new one of the same user has to come before it expires.
 */
final class TokenSocket extends TextWebSocketHandler {
    private static final CloseStatus UNAUTHENTICATED = new CloseStatus(4401, "a valid access token is needed");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SEND_MILLIS = 5_000;
    private static final int SEND_BYTES = 64 * 1024;

    private final AccessTokens tokens;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Host host;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    TokenSocket(AccessTokens tokens, Clock clock, ScheduledExecutorService timer, Host host) {
        this.tokens = tokens;
        this.clock = clock;
        this.timer = timer;
        this.host = host;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var connection = new Connection(new ConcurrentWebSocketSessionDecorator(session, SEND_MILLIS, SEND_BYTES));
        connections.put(session.getId(), connection);
        connection.closeIn(PATIENCE);
        String token = connection.parameter("access_token");
        if (session.getPrincipal() instanceof Authentication known && known.getPrincipal() instanceof Caller caller) {
            connection.authenticated(caller);
        } else if (token != null) {
            connection.authenticate(token);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Connection connection = connections.get(session.getId());
        if (connection != null) {
            connection.hear(message.getPayload());
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Connection connection = connections.remove(session.getId());
        if (connection != null) {
            connection.end();
        }
    }

    /** One of them. */
    private final class Connection implements Line {
        private final WebSocketSession session;
        private @Nullable ScheduledFuture<?> closing;
        private @Nullable String userId;
        private Runnable farewell = () -> {};
        private boolean ended;

        Connection(WebSocketSession session) {
            this.session = session;
        }

        void hear(String frame) {
            try {
                JsonNode json = Json.strict().readTree(frame);
                if (json.path("type").asString("").equals("auth") && json.path("token").isString()) {
                    authenticate(json.path("token").asString());
                    return;
                }
            } catch (JacksonException unreadable) {
                // answered below
            }
            send("{\"type\":\"error\",\"code\":\"MALFORMED_REQUEST\"}");
        }

        void authenticate(String token) {
            if (tokens.check(token).toCompletableFuture().join() instanceof TokenCheck.Valid(Caller caller)) {
                authenticated(caller);
            } else {
                close(UNAUTHENTICATED);
            }
        }

        synchronized void authenticated(Caller caller) {
            if (ended) {
                return;
            }
            if (userId != null && !userId.equals(caller.userId())) {
                close(UNAUTHENTICATED);
                return;
            }
            closeIn(Duration.between(clock.instant(), caller.expiresAt()));
            if (userId != null) {
                host.renewed(this);
                return;
            }
            userId = caller.userId();
            farewell = host.welcome(this, caller);
        }

        synchronized void closeIn(Duration time) {
            if (closing != null) {
                closing.cancel(false);
            }
            closing = timer.schedule(() -> close(UNAUTHENTICATED), Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
        }

        synchronized void end() {
            ended = true;
            if (closing != null) {
                closing.cancel(false);
            }
            farewell.run();
        }

        @Override
        public void send(String frame) {
            try {
                session.sendMessage(new TextMessage(frame));
            } catch (IOException | IllegalStateException gone) {
                // Its end is told by afterConnectionClosed.
            }
        }

        @Override
        public void close(CloseStatus why) {
            try {
                session.close(why);
            } catch (IOException gone) {
                // It is closed.
            }
        }

        @Override
        public @Nullable String parameter(String name) {
            return session.getUri() == null
                    ? null
                    : UriComponentsBuilder.fromUri(session.getUri()).build().getQueryParams().getFirst(name);
        }
    }
}
