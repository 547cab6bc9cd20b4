package dev.whiteboard.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.whiteboard.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

class SocketTest extends RunningGateway {
    @Test
    void aWebSocketPassesInBothDirectionsWithoutATokenCheck() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer whatever-the-service-makes-of-it")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/echo"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        heard.complete(text.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        socket.sendText("hello", true);
        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo hello");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    }
}
