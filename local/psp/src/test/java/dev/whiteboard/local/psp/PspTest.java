package dev.whiteboard.local.psp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.local.servers.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider may do what it likes, but it counts right. */
class PspTest {
    private static final String AUTHORISE = """
            {"type":"authorise","source":"%s","amount":%d,"currency":"USD","reference":"ord_1"}""";
    private static final String FOLLOW = """
            {"type":"%s","authorization":"%s","amount":%d,"currency":"USD","reference":"ord_1"}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    @TempDir
    private Path folder;
    private HttpServer merchant;
    private Psp psp;

    @BeforeEach
    void start() throws IOException {
        merchant = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        merchant.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("Psp-Signature") + " "
                    + new String(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 204, -1);
            exchange.close();
        });
        merchant.start();
        psp = begin();
    }

    @AfterEach
    void stop() {
        psp.close();
        merchant.stop(0);
    }

    @Test
    void oneKeyIsDoneOnceAndSurvivesARestart() throws IOException {
        String first = perform("k1", AUTHORISE.formatted("tok_visa", 500));
        assertThat(first).contains("\"status\":\"succeeded\"");
        assertThat(perform("k1", AUTHORISE.formatted("tok_visa", 500))).isEqualTo(first);
        assertThat(perform("k1", AUTHORISE.formatted("tok_visa", 501))).contains("key_reused");
        String authorization = Json.MAPPER.readTree(first).get("id").asString();
        perform("k2", FOLLOW.formatted("capture", authorization, 300));
        psp.close();
        Files.writeString(folder.resolve("psp.jsonl"), "{\"order\":{\"ty", StandardOpenOption.APPEND);
        psp = begin();
        assertThat(perform("k1", AUTHORISE.formatted("tok_visa", 500))).isEqualTo(first);
        assertThat(perform("k3", FOLLOW.formatted("capture", authorization, 201))).contains("exceeds_authorized");
        assertThat(perform("k4", FOLLOW.formatted("void", authorization, 500))).contains("nothing_to_void");
        assertThat(perform("k5", FOLLOW.formatted("refund", authorization, 301))).contains("exceeds_captured");
        assertThat(perform("k6", FOLLOW.formatted("refund", authorization, 300))).contains("succeeded");
        assertThat(get("/report")).contains("\"captured\":{\"USD\":300}", "\"refunded\":{\"USD\":300}");
        assertThat(get("/v1/operations/k2")).contains("\"type\":\"capture\"");
        assertThat(get("/v1/operations/none")).contains("never_seen");
    }

    @Test
    void whatItHasForgottenItDoesAgain() {
        String first = perform("k1", AUTHORISE.formatted("tok_visa", 500));
        behave("{\"forgets_keys\":true}");
        assertThat(get("/v1/operations/k1")).contains("never_seen");
        assertThat(perform("k1", AUTHORISE.formatted("tok_visa", 500))).contains("succeeded").isNotEqualTo(first);
        psp.close();
        psp = begin();
        assertThat(get("/report")).contains("\"authorised\":{\"USD\":1000}");
    }

    @Test
    void itDeclinesWhatItIsToldTo() {
        assertThat(perform("d", AUTHORISE.formatted("tok_declined", 500))).contains("card_declined");
        assertThat(perform("e", "{\"type\":\"authorise\"}")).contains("malformed");
        assertThat(perform("f", FOLLOW.formatted("capture", "none", 1))).contains("no_such_authorization");
    }

    @Test
    void newsIsToldAgainUntilItIsTaken() {
        refusals.set(3);
        perform("w", AUTHORISE.formatted("tok_visa", 500));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() >= 5);
        assertThat(heard).allMatch(each -> each.matches("(?s)t=\\d+,v1=[0-9a-f]{64} \\{\"id\":\"evt_aut_.*"));
    }

    @Test
    void itIsReadyOnItsManagementPort() {
        int port = URI.create(psp.url()).getPort() + 2_000;
        assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")))).isEmpty();
    }

    private Psp begin() {
        var fresh = new Psp(new Psp.Place("127.0.0.1", Ports.free(2_000), folder.resolve("psp.jsonl")),
                URI.create("http://127.0.0.1:" + merchant.getAddress().getPort()), "secret", Behaviour.usual(1));
        fresh.start();
        return fresh;
    }

    private String perform(String key, String order) {
        return send(HttpRequest.newBuilder(URI.create(psp.url() + "/v1/operations")).header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(order)));
    }

    private void behave(String json) {
        send(HttpRequest.newBuilder(URI.create(psp.url() + "/behaviour"))
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(psp.url() + path)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
