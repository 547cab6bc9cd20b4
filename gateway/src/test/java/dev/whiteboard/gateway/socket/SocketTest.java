package dev.whiteboard.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.gateway.resilience.Replica;
import dev.whiteboard.gateway.resilience.Upstreams;
import dev.whiteboard.testkit.Promise;

/** Sockets through the gateway, to a service one of whose two replicas is dead. */
class SocketTest extends RunningGateway {
    @Autowired
    Upstreams upstreams;

    /** What a client hears, as text: what was said, or how it ended. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final boolean patient;
        private int bytes;

        /** @param patient takes nothing until it is asked to */
        Ear(boolean patient) {
            this.patient = patient;
        }

        @Override
        public void onOpen(WebSocket socket) {
            if (!patient) {
                socket.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            if (last) {
                heard.add("bytes " + bytes);
                bytes = 0;
            }
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            heard.add("pong " + message.remaining());
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end.complete(error.toString());
        }

        String next() throws InterruptedException {
            return heard.poll(10, TimeUnit.SECONDS);
        }

        String end() {
            return end.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void whatIsSaidPassesBothWaysWithoutATokenCheck() throws Exception {
        Ear ear = new Ear(false);
        WebSocket socket = open("/ws/echo", ear, "Authorization", "Bearer whatever-the-service-makes-of-it");
        socket.sendText("hello", true).join();
        assertThat(ear.next()).isEqualTo("hello");
        socket.sendBinary(ByteBuffer.wrap(new byte[100_000]), true).join();
        assertThat(ear.next()).isEqualTo("bytes 100000");
        assertThat(SOCKETS.lastHeaders().get("Authorization")).startsWith("Bearer whatever");
        assertThat(SOCKETS.lastHeaders().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(SOCKETS.lastHeaders().contains("X-User-Id")).isFalse();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(ear.end()).startsWith("1000");
    }

    @Test
    @Promise("gateway.sockets-find-a-living-replica")
    void aDeadReplicaCostsNoHandshake() {
        for (int i = 0; i < 20; i++) {
            open("/ws/echo", new Ear(false)).abort();
        }
    }

    @Test
    void aServiceThatIsBackTakesAnyNumberOfSockets() {
        var sockets = upstreams.get("sockets");
        for (Replica replica = sockets.begin(Set.of()); replica != null; replica = sockets.begin(Set.of())) {
            replica.failed(System.nanoTime(), new ConnectException("every breaker opens"));
        }
        List<WebSocket> opened = new ArrayList<>();
        await().ignoreExceptions().until(() -> opened.add(open("/ws/echo", new Ear(false))) && opened.size() == 10);
        opened.forEach(WebSocket::abort);
        await().until(() -> open() == 0);
    }

    @Test
    void theServiceChoosesTheSubprotocol() {
        WebSocket socket = HTTP.newWebSocketBuilder().subprotocols("chat.v2", "chat.v1")
                .buildAsync(uri("/ws/protocol", "ws"), new Ear(false)).join();
        assertThat(socket.getSubprotocol()).isEqualTo("chat.v1");
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1011, 1012, 1013, 4401})
    void theServicesReasonForClosingReachesTheClient(int code) {
        Ear ear = new Ear(false);
        open("/ws/close", ear).sendText(Integer.toString(code), true).join();
        assertThat(ear.end()).isEqualTo(code + " as you wish");
    }

    @ParameterizedTest
    @CsvSource({"1000, done", "4000, gone fishing"})
    void theClientsReasonForClosingReachesTheService(int code, String reason) {
        String name = "client-closes-" + code;
        open("/ws/echo", new Ear(false), "X-Test-Name", name).sendClose(code, reason).join();
        await().untilAsserted(() -> {
            assertThat(SOCKETS.closed(name)).isNotNull();
            assertThat(SOCKETS.closed(name).code()).isEqualTo(code);
            assertThat(SOCKETS.closed(name).reasonText()).isEqualTo(reason);
        });
    }

    @Test
    void aClientThatVanishesIsReportedAsGone() {
        open("/ws/echo", new Ear(false), "X-Test-Name", "vanishing").abort();
        await().untilAsserted(() -> assertThat(SOCKETS.closed("vanishing")).isNotNull()
                .satisfies(status -> assertThat(status.code()).isEqualTo(1001)));
    }

    @Test
    void aServiceThatVanishesTellsTheClientToComeBack() {
        Ear ear = new Ear(false);
        open("/ws/vanish", ear).sendText("x", true).join();
        assertThat(ear.end()).startsWith("1012");
    }

    @Test
    void theTwoEndsFeelEachOthersPulse() throws Exception {
        Ear ear = new Ear(false);
        WebSocket socket = open("/ws/pulse", ear); // the JDK's client answers pings by itself
        assertThat(ear.next()).isEqualTo("alive");
        socket.abort();
        WebSocket other = open("/ws/echo", ear);
        other.sendPing(ByteBuffer.wrap(new byte[3])).join();
        assertThat(ear.next()).isEqualTo("pong 3");
        other.abort();
    }

    @Test
    @Promise("gateway.sockets-keep-backpressure")
    void aClientThatDoesNotReadStopsTheServiceInsteadOfFillingTheGateway() throws Exception {
        Ear ear = new Ear(true);
        WebSocket socket = open("/ws/flood", ear);
        long[] before = {-1};
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(500)).until(() -> {
            long now = SOCKETS.flooded();
            boolean still = now == before[0];
            before[0] = now;
            return still;
        });
        assertThat(SOCKETS.flooded()).as("bytes on their way").isBetween(1L, 64L << 20);
        socket.request(Long.MAX_VALUE);
        assertThat(ear.next()).startsWith("bytes");
        await().until(() -> SOCKETS.flooded() > before[0]);
        socket.abort();
        await().until(() -> open() == 0);
    }

    @Test
    void aSocketHoldsItsPlaceAsLongAsItIsOpenAndOutlivesTheTimeForConnecting() throws Exception {
        await().until(() -> open() == 0);
        Ear ear = new Ear(false);
        WebSocket socket = open("/ws/echo", ear);
        assertThat(open()).isEqualTo(1);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
        while (System.nanoTime() < end) {
            socket.sendText("still here", true).join();
            assertThat(ear.next()).isEqualTo("still here");
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        assertThat(open()).isEqualTo(1);
        socket.sendClose(1000, "").join();
        await().until(() -> open() == 0);
    }

    @Test
    void aSocketOnWhichNothingPassesIsClosed() {
        Ear ear = new Ear(false);
        open("/ws/echo", ear, "X-Test-Name", "sleepy");
        assertThat(ear.end()).isEqualTo("1001 idle");
        await().until(() -> SOCKETS.closed("sleepy") != null);
        await().until(() -> open() == 0);
    }

    @Test
    void aFrameBeyondTheLimitClosesItsSocket() {
        Ear ear = new Ear(false);
        WebSocket socket = open("/ws/echo", ear, "X-Test-Name", "too-large");
        Throwable cutOff = socket.sendBinary(ByteBuffer.wrap(new byte[200_000]), true).handle((s, e) -> e).join();
        assertThat(cutOff == null ? ear.end() : "1009").startsWith("1009");
        await().until(() -> SOCKETS.closed("too-large") != null);
        await().until(() -> open() == 0);
    }

    @Test
    void aServiceThatRefusesOrHangsIsAnAnswerAndNoSocket() {
        assertThat(refusal("/ws/refuse")).isEqualTo(401);
        assertThat(refusal("/ws/hang")).isEqualTo(503);
        assertThat(refusal("/ws/nowhere")).isEqualTo(404);
        await().until(() -> open() == 0);
    }

    @Test
    @Promise("gateway.sockets-are-not-for-every-page")
    void pagesOfOtherOriginsOpenNoSockets() {
        assertThat(refusal("/ws/echo", "Origin", "https://evil.example")).isEqualTo(403);
        assertThat(refusal("/ws/echo", "Origin", "null")).isEqualTo(403);
        assertThat(refusal("/ws/echo", "Origin", "https://console.example.evil.example")).isEqualTo(403);
        open("/ws/echo", new Ear(false), "Origin", "https://console.example").abort();
        open("/ws/echo", new Ear(false), "Origin", "http://localhost:8080").abort();
        open("/ws/echo", new Ear(false), "Origin", "http://127.0.0.1:" + port).abort();
    }

    @Test
    void whatIsNoHandshakeIsRefused() {
        assertProblem(get("/ws/echo"), 400, "MALFORMED_REQUEST");
        assertThat(dev.whiteboard.gateway.RawConnection.sendAndWait(port, """
                GET /ws/echo HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade, close\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 8\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """)).startsWith("HTTP/1.1 400").contains("MALFORMED_REQUEST");
    }

    private int open() {
        var places = upstreams.get("sockets").bulkhead(true).getMetrics();
        return places.getMaxAllowedConcurrentCalls() - places.getAvailableConcurrentCalls();
    }

    private WebSocket open(String path, Ear ear, String... headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.buildAsync(uri(path, "ws"), ear).join();
    }

    private int refusal(String path, String... headers) {
        Throwable thrown = catchThrowable(() -> open(path, new Ear(false), headers));
        assertThat(thrown).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) thrown.getCause()).getResponse().statusCode();
    }

    private URI uri(String path, String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }
}
