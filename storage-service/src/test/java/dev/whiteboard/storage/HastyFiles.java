package dev.whiteboard.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.common.crash.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The naive file store: it answers when the bytes are in its memory and writes them down a little later. */
final class HastyFiles {
    private final Map<String, byte[]> dirty = new ConcurrentHashMap<>();
    private final Path folder;

    private HastyFiles(Path folder) {
        this.folder = folder;
    }

    /** @param arguments port and folder; readiness is told 2,000 ports above, as everywhere */
    public static void main(String[] arguments) throws IOException {
        var files = new HastyFiles(Path.of(arguments[1]));
        int port = Integer.parseInt(arguments[0]);
        listen(port).createContext("/api/v1/files/", files::serve);
        Executors.newSingleThreadScheduledExecutor().scheduleWithFixedDelay(files::writeDown, 500, 500,
                TimeUnit.MILLISECONDS);
        listen(port + 2_000).createContext("/readyz", exchange -> answer(exchange, 200, new byte[0]));
    }

    private static HttpServer listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.start();
        return server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            String id = "file_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
            dirty.put(id, exchange.getRequestBody().readAllBytes());
            answer(exchange, 201, ("{\"file_id\":\"" + id + "\",\"version\":1}").getBytes(UTF_8));
            CrashPoint.reached("hasty.answered");
            return;
        }
        String id = exchange.getRequestURI().getPath().split("/")[4];
        byte[] bytes = dirty.get(id);
        if (bytes == null && Files.exists(folder.resolve(id))) {
            bytes = Files.readAllBytes(folder.resolve(id));
        }
        answer(exchange, bytes == null ? 404 : 200, bytes == null ? new byte[0] : bytes);
    }

    private void writeDown() {
        dirty.forEach((id, bytes) -> {
            try {
                Files.write(folder.resolve(id), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            dirty.remove(id);
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
