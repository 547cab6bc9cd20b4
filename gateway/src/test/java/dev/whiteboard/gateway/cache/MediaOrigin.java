package dev.whiteboard.gateway.cache;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** What video-service is to the edge: named bytes with an entity tag and terms, confirmed to who has them. */
final class MediaOrigin implements HttpHandler {
    record Thing(
            byte[] bytes,
            String etag,
            Map<String, String> headers) {}

    /** What happens before a body is sent. */
    @FunctionalInterface
    interface Pause {
        void await() throws IOException;
    }

    private final Map<String, Thing> things = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> bodies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> confirmations = new ConcurrentHashMap<>();
    private volatile Pause pause = () -> {};

    void put(String path, byte[] bytes, String etag, String cacheControl, String... more) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        headers.put("Cache-Control", cacheControl);
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        things.put(path, new Thing(bytes, etag, headers));
    }

    void remove(String path) {
        things.remove(path);
    }

    void pause(Pause pause) {
        this.pause = pause;
    }

    /** How often the whole of it was sent. */
    int sent(String path) {
        return bodies.getOrDefault(path, new AtomicInteger()).get();
    }

    int confirmed(String path) {
        return confirmations.getOrDefault(path, new AtomicInteger()).get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        Thing thing = things.get(target);
        if (thing == null) {
            pause.await();
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=1");
            bodies.computeIfAbsent(target, path -> new AtomicInteger()).incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        thing.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("ETag", thing.etag());
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        if (List.of(thing.etag()).equals(exchange.getRequestHeaders().get("If-None-Match"))) {
            confirmations.computeIfAbsent(target, path -> new AtomicInteger()).incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
            return;
        }
        bodies.computeIfAbsent(target, path -> new AtomicInteger()).incrementAndGet();
        exchange.sendResponseHeaders(200, thing.bytes().length == 0 ? -1 : thing.bytes().length);
        int half = thing.bytes().length / 2;
        exchange.getResponseBody().write(thing.bytes(), 0, half);
        exchange.getResponseBody().flush();
        pause.await();
        exchange.getResponseBody().write(thing.bytes(), half, thing.bytes().length - half);
        exchange.close();
    }
}
