package dev.whiteboard.gateway.socket;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;

/** The opening request of a WebSocket (RFC 6455 §4.2.1), looked at before anybody is called for it. */
final class Handshake {
    private static final String VERSION = "13";
    /** Of a key: 16 bytes in base64. */
    private static final int KEY = 24;
    private static final Set<String> OWN = Set.of("connection", "upgrade", "host", "content-length",
            "transfer-encoding");

    private Handshake() {}

    /** What is wrong with it; null when nothing is. */
    static @Nullable Problem objection(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String key = headers.getFirst("Sec-WebSocket-Key");
        boolean asked = request.getMethod().equals(HttpMethod.GET) && "websocket".equalsIgnoreCase(headers.getUpgrade())
                && headers.getConnection().stream().anyMatch("upgrade"::equalsIgnoreCase);
        if (!asked) {
            return Problem.of(ErrorCode.MALFORMED_REQUEST, "This path takes WebSockets only.");
        }
        return key != null && key.length() == KEY && VERSION.equals(headers.getFirst("Sec-WebSocket-Version"))
                ? null
                : Problem.of(ErrorCode.MALFORMED_REQUEST, "The handshake is not one of WebSocket version 13.");
    }

    /** Whether a header of the client's goes on; what belongs to the connection is made anew for the next one. */
    static boolean passes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OWN.contains(lower) && !lower.startsWith("sec-websocket-");
    }
}
