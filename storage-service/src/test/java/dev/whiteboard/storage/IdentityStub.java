package dev.whiteboard.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Identity as this service needs it: keys, a token of its own, and a user {@code usr_x} for every name x and
 * address {@code x@…} but nobody.
 */
final class IdentityStub {
    private static @Nullable IdentityStub instance;

    private final HttpServer server;

    private IdentityStub(TestTokens tokens) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        server.createContext("/.well-known/jwks.json", exchange -> answer(exchange, new String(Storage.plain(HttpRequest
                .newBuilder(URI.create(tokens.identityUrl() + "/.well-known/jwks.json")).build()).body(), UTF_8)));
        server.createContext("/internal/tokens", exchange -> answer(exchange,
                "{\"access_token\":\"" + tokens.service("storage-service") + "\",\"expires_in\":900}"));
        server.createContext("/api/v1/users", exchange -> user(exchange, "username="));
        server.createContext("/internal/users", exchange -> user(exchange, "email="));
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    static synchronized IdentityStub of(TestTokens tokens) {
        try {
            if (instance == null) {
                instance = new IdentityStub(tokens);
            }
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void user(HttpExchange exchange, String parameter) throws IOException {
        String name = exchange.getRequestURI().getQuery().replaceFirst(".*" + parameter, "").replaceFirst("@.*", "");
        answer(exchange, name.equals("nobody")
                ? "{\"data\":[]}"
                : "{\"data\":[{\"id\":\"usr_" + name + "\",\"username\":\"" + name
                        + "\",\"display_name\":\"\",\"created_at\":\"2026-01-01T00:00:00Z\"}]}");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
