package dev.whiteboard.chat;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client's socket: keeps every frame that came, in order. */
public final class Socket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<JsonNode> frames = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final StringBuilder text = new StringBuilder();
    private volatile int closeCode;
    private volatile String closeReason = "";
    private volatile boolean gone;
    private @Nullable WebSocket socket;

    /** With that token, or without if there is none. */
    public static Socket connect(int port, @Nullable String token, String query) {
        return connect(URI.create("ws://127.0.0.1:" + (port + 1_000) + "/ws/chat" + query), token);
    }

    public static Socket connect(URI address, @Nullable String token) {
        var socket = new Socket();
        var builder = Chat.HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        try {
            socket.socket = builder.buildAsync(address, socket.new Reader()).get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new Refused(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return socket;
    }

    /** The handshake was answered by something else than an upgrade. */
    public static final class Refused extends RuntimeException {
        Refused(Throwable cause) {
            super(cause);
        }

        public int status() {
            return getCause() instanceof java.net.http.WebSocketHandshakeException handshake
                    ? handshake.getResponse().statusCode()
                    : 0;
        }

        public String header(String name) {
            return getCause() instanceof java.net.http.WebSocketHandshakeException handshake
                    ? handshake.getResponse().headers().firstValue(name).orElse("")
                    : "";
        }
    }

    private WebSocket socket() {
        return java.util.Objects.requireNonNull(socket);
    }

    public Socket send(Map<String, ?> frame) {
        return sendText(Chat.JSON.writeValueAsString(frame));
    }

    public synchronized Socket sendText(String frame) {
        socket().sendText(frame, true).join();
        return this;
    }

    public synchronized Socket sendBinary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** Sends a message without waiting for its acknowledgement. */
    public Socket say(String conversation, String content, String clientMsgId) {
        return send(Map.of("type", "send_message", "conversation_id", conversation, "content", content, "content_type",
                "text", "client_msg_id", clientMsgId));
    }

    /** Sends a message and waits for its acknowledgement. */
    public JsonNode sayAndWait(String conversation, String content, String clientMsgId) {
        say(conversation, content, clientMsgId);
        return next(frame -> frame.path("client_msg_id").asString("").equals(clientMsgId));
    }

    /** The first frame like that, also one that came before. */
    public JsonNode next(Predicate<JsonNode> which) {
        var found = new JsonNode[1];
        awaitFrames("a frame", all -> {
            found[0] = all.stream().filter(which).findFirst().orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    /** Waits until the frames that have come are so; looks again with each that comes. */
    public void awaitFrames(String what, Predicate<List<JsonNode>> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        lock.lock();
        try {
            while (!condition.test(frames)) {
                long left = end - System.nanoTime();
                if (left <= 0 || (gone && !condition.test(frames))) {
                    throw new AssertionError("%s did not come%s; there are %d: %s".formatted(what,
                            gone ? ", the socket is closed " + closeCode + " " + closeReason : "", frames.size(),
                            frames.subList(Math.max(0, frames.size() - 5), frames.size())));
                }
                var _ = came.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    public JsonNode next(String type) {
        return next(type(type));
    }

    public static Predicate<JsonNode> type(String type) {
        return frame -> frame.get("type").asString().equals(type);
    }

    public List<JsonNode> frames() {
        lock.lock();
        try {
            return List.copyOf(frames);
        } finally {
            lock.unlock();
        }
    }

    public List<JsonNode> frames(String type) {
        return frames().stream().filter(type(type)).toList();
    }

    public void forget() {
        lock.lock();
        try {
            frames.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The numbers of the entries of a conversation in the order in which they came. */
    public List<Long> seqs(String conversation) {
        return entries(conversation).stream().map(frame -> frame.get("seq").asLong()).toList();
    }

    public List<JsonNode> entries(String conversation) {
        return frames().stream().filter(frame -> frame.get("type").asString().equals("new_message")
                && frame.get("conversation_id").asString().equals(conversation)).toList();
    }

    /** Asks for everything from those places and waits until it is there. */
    public JsonNode sync(Map<String, ?> from) {
        int before = frames("sync_done").size();
        var frame = new java.util.HashMap<String, Object>(from);
        frame.put("type", "sync");
        send(frame);
        awaitFrames("sync_done", all -> all.stream().filter(type("sync_done")).count() > before);
        return frames("sync_done").getLast();
    }

    /** Answers a ping: then all before it has been read by the server. */
    public Socket settle() {
        int before = frames("pong").size();
        send(Map.of("type", "ping"));
        awaitFrames("pong", all -> all.stream().filter(type("pong")).count() > before);
        return this;
    }

    public int awaitClose() {
        await("the server to close").atMost(PATIENCE).until(() -> gone);
        return closeCode;
    }

    public String closeReason() {
        return closeReason;
    }

    public boolean gone() {
        return gone;
    }

    @Override
    public void close() {
        socket().abort();
    }

    private final class Reader implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                signal(() -> frames.add(Chat.JSON.readTree(text.toString())));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            signal(() -> {
                closeCode = code;
                closeReason = reason;
                gone = true;
            });
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            signal(() -> gone = true);
        }

        private void signal(Runnable change) {
            lock.lock();
            try {
                change.run();
                came.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
