package dev.whiteboard.drills.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket that carries JSON. It breaks once and for good. */
final class Line implements WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).executor(Executors.newVirtualThreadPerTaskExecutor()).build();

    private final Frames frames;
    private final StringBuilder text = new StringBuilder();
    private volatile long heard = System.nanoTime();
    private volatile boolean open = true;
    private @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private Line(Frames frames) {
        this.frames = frames;
    }

    /** Who hears what comes in, one frame after the other. */
    interface Frames {
        void frame(Line from, JsonNode frame);
    }

    /** @throws IOException when there is no line to be had now */
    static Line open(URI address, @Nullable String token, Frames frames) throws IOException, InterruptedException {
        var line = new Line(frames);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<WebSocket> handshake = builder.buildAsync(address, line);
        try {
            line.socket = handshake.get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
            return line;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() instanceof WebSocketHandshakeException refused
                    ? "refused with " + refused.getResponse().statusCode()
                    : String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            handshake.cancel(true);
            throw new IOException("no answer", e);
        }
    }

    /** Frames leave in the order of these calls; what can no longer be sent is dropped. */
    synchronized void send(Map<String, ?> frame) {
        WebSocket to = socket;
        if (to == null || !open) {
            return;
        }
        String json = JSON.writeValueAsString(frame);
        sending = sending.thenCompose(before -> to.sendText(json, true)).exceptionally(broken -> {
            open = false;
            return null;
        });
    }

    @Override
    public void onOpen(WebSocket from) {
        synchronized (this) {
            socket = from;
        }
        from.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heard = System.nanoTime();
        text.append(part);
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            frames.frame(this, JSON.readTree(whole));
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, java.nio.ByteBuffer message) {
        heard = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        open = false;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** How long nothing was heard, in nanoseconds. */
    long silence() {
        return System.nanoTime() - heard;
    }

    void abort() {
        open = false;
        WebSocket current = socket;
        if (current != null) {
            current.abort();
        }
    }
}
