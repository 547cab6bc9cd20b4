package dev.whiteboard.gateway.health;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.URI;

import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The platform's health on the public port, the process's own on the management port. */
class HealthTest extends RunningGateway {
    @LocalManagementPort
    int managementPort;

    @Test
    void thePlatformStartsThenIsUpThenDegraded() throws Exception {
        var starting = get("/actuator/health");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.body()).contains("STARTING").contains("identity-service").contains("url-shortener");
        HttpServer identity = ready(IDENTITY.url());
        HttpServer shortener = ready(SHORTENER.url());
        await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/health").body()).contains("\"UP\"");
        });
        shortener.stop(0);
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(get("/actuator/health").body())
                .contains("\"DEGRADED\"").contains("url-shortener"));
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        identity.stop(0);
    }

    @Test
    void theProcessAnswersForItselfOnTheManagementPort() {
        for (String path : new String[]{"/livez", "/readyz", "/actuator/prometheus"}) {
            var response = send(java.net.http.HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + managementPort + path)));
            assertThat(response.statusCode()).as(path + response.body()).isEqualTo(200);
        }
    }

    @Test
    void requestsOnBothPathsAreCountedAndTimed() {
        get("/abcdefg");
        get("/test/pair/x");
        var response = send(java.net.http.HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus")));
        assertThat(response.body()).contains("http_server_requests_seconds_bucket")
                .contains("uri=\"/{short_key}\"").contains("uri=\"/test/pair/**\"")
                .contains("resilience4j_circuitbreaker_state");
    }

    private static HttpServer ready(String service) throws java.io.IOException {
        HttpServer probe = HttpServer.create(
                new InetSocketAddress("127.0.0.1", URI.create(service).getPort() + 2000), 0);
        probe.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        probe.start();
        return probe;
    }
}
