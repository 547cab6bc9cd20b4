package dev.whiteboard.video.player;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Serves a page with hls.js that plays one stream, and hears from it how that went. Segments come from elsewhere, as from any CDN. */
final class Theatre implements AutoCloseable {
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/hls.js/pom.properties";

    private final HttpServer server;
    private final BlockingQueue<JsonNode> reports = new LinkedBlockingQueue<>();

    private Theatre(HttpServer server) {
        this.server = server;
    }

    static Theatre open() throws IOException {
        Theatre theatre = new Theatre(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        byte[] page = resource("/player/page.html");
        byte[] player = resource("/META-INF/resources/webjars/hls.js/" + version() + "/dist/hls.min.js");
        theatre.server.createContext("/", exchange -> answer(exchange, "text/html", page));
        theatre.server.createContext("/hls.js", exchange -> answer(exchange, "text/javascript", player));
        theatre.server.createContext("/report", theatre::hear);
        theatre.server.start();
        return theatre;
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Theatre.class.getResourceAsStream(WEBJAR)) {
            properties.load(Objects.requireNonNull(in, WEBJAR));
        }
        return properties.getProperty("version");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Theatre.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    URI url(String master) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?master="
                + URLEncoder.encode(master, StandardCharsets.UTF_8));
    }

    /** The first thing that the page said. */
    Optional<JsonNode> report(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(reports.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void hear(HttpExchange exchange) throws IOException {
        reports.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
        answer(exchange, "text/plain", new byte[0]);
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
