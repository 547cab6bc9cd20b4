package dev.whiteboard.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.local.servers.Ports;

/**
 * Storage as the other services ask it for media: {@link #url()} is {@code STORAGE_URL} in every test with
 * {@link Servers}. To see it hang or gone, put a {@link TcpProxy} before it.
 */
public final class TestMedia {
    private final Map<String, String> facts = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final HttpServer server;

    private TestMedia() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/media", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    /** The one of this JVM. */
    public static TestMedia instance() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        private static final TestMedia INSTANCE = new TestMedia();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How often it was asked. */
    public int questions() {
        return questions.get();
    }

    /** @return the id of a new picture of that user, uploaded and checked */
    public String complete(String ownerId) {
        return complete(ownerId, "image/png");
    }

    /** @return the id of a new medium of that user, uploaded and checked */
    public String complete(String ownerId, String contentType) {
        return put("media_%013d".formatted(number.incrementAndGet()), ownerId, contentType, true);
    }

    /** @return the id of a new picture of which no byte has come yet */
    public String begun(String ownerId) {
        return put("media_%013d".formatted(number.incrementAndGet()), ownerId, "image/png", false);
    }

    /** What was begun is complete now. */
    public void completes(String id, String ownerId) {
        put(id, ownerId, "image/png", true);
    }

    private String put(String id, String ownerId, String contentType, boolean complete) {
        facts.put(id,
                "{\"media_id\":\"%s\",\"owner_id\":\"%s\",\"content_type\":\"%s\",\"size_bytes\":5000,\"complete\":%s}"
                        .formatted(id, ownerId, contentType, complete));
        return id;
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        byte[] body = Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(parameter -> URLDecoder.decode(parameter.replaceFirst("^ids=", ""), UTF_8))
                .flatMap(ids -> Arrays.stream(ids.split(","))).filter(facts::containsKey).map(facts::get)
                .collect(Collectors.joining(",", "{\"data\":[", "]}")).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
