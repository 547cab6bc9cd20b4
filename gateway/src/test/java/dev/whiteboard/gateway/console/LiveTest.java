package dev.whiteboard.gateway.console;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What everybody may see of the platform's life. Its gateway is its own, since a service that was ready once stays known. */
@TestPropertySource(properties = "gateway.health.services=url-shortener")
class LiveTest extends RunningGateway {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer management;

    @AfterEach
    void end() {
        if (management != null) {
            management.stop(0);
        }
    }

    @Test
    @Promise("console.tells-what-boards-name")
    void itTellsWhoIsThereAndWhatPassesAndNoAddress() throws IOException {
        manage("""
                # HELP shortener_clicks_recorded_total x
                shortener_clicks_recorded_total{kind="person"} 40.0
                shortener_clicks_recorded_total{kind="bot"} 2.0
                shortener_clicks_spool_bytes 128.0
                hikaricp_connections_active{pool="HikariPool-1"} 3.0
                secret_of_the_house 7.0
                """,
                "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"},\"ping\":{\"status\":\"UP\"}}}",
                503);
        await().atMost(30, SECONDS).untilAsserted(() -> {
            get("/abcdefg");
            JsonNode live = live("url-shortener");
            assertThat(live.path("state").asString()).isEqualTo("up");
            JsonNode boxes = live.path("boxes");
            assertThat(boxes.path("redirects").path("busy").asBoolean()).isTrue();
            assertThat(figure(boxes.path("redirects"), "requests")).isPositive();
            assertThat(boxes.path("redis").path("state").asString()).isEqualTo("unknown"); // identity's to say
            assertThat(boxes.path("postgres").path("state").asString()).isEqualTo("down");
            assertThat(figure(boxes.path("spool"), "on disk")).isEqualTo(128);
            assertThat(figure(boxes.path("spool"), "clicks")).isZero();
        });
        String body = get("/console/live/url-shortener").body();
        assertThat(body).doesNotContain("secret", "127.0.0.1", "localhost", "HikariPool");
    }

    @Test
    @Promise("console.looking-costs-little")
    void howeverManyLookAServiceIsAskedOnceInAWhile() throws IOException {
        manage("shortener_clicks_spool_bytes 0.0\n", "{\"status\":\"UP\"}", 200);
        await().atMost(30, SECONDS).until(() -> live("url-shortener").path("state").asString().equals("up"));
        asked.set(0);
        long began = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            get("/console/live/url-shortener");
        }
        long seconds = NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertThat(asked.get()).isLessThanOrEqualTo((int) (seconds + 4)); // two calls each time, every two seconds
    }

    @Test
    void aServiceThatIsNotThereIsSaidToBeDownAndOneThatWasNotAskedForAbsent() {
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(live("url-shortener").path("state").asString()).isEqualTo("down");
            assertThat(live("url-shortener").path("boxes").path("postgres").path("state").asString())
                    .isEqualTo("unknown");
        });
        assertThat(live("chat").path("state").asString()).isEqualTo("absent");
        JsonNode all = JSON.readTree(get("/console/live").body());
        assertThat(all.path("systems").size()).isEqualTo(8);
        assertThat(all.path("status").asString()).isIn("STARTING", "DEGRADED");
    }

    private JsonNode live(String system) {
        var response = get("/console/live/" + system);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        return JSON.readTree(response.body());
    }

    private static double figure(JsonNode box, String label) {
        for (JsonNode figure : box.path("figures")) {
            if (figure.path("label").asString().equals(label)) {
                return figure.path("value").asDouble(Double.NaN);
            }
        }
        throw new AssertionError("no figure " + label + " in " + box);
    }

    /** The shortener's management port, as services have it. */
    private void manage(String metrics, String health, int status) throws IOException {
        int port = URI.create(SHORTENER.url()).getPort() + 2000;
        management = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        answer("/readyz", "", 200);
        answer("/actuator/prometheus", metrics, 200);
        answer("/actuator/health", health, status);
        management.start();
    }

    private void answer(String path, String body, int status) {
        management.createContext(path, exchange -> {
            if (path.startsWith("/actuator")) {
                asked.incrementAndGet();
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type",
                    path.endsWith("health") ? "application/json" : "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
