package dev.whiteboard.common.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

@EdgeTest
class ManagementTest {
    @Autowired
    private Http http;

    @LocalManagementPort
    private int port;

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/actuator/health"})
    void theManagementPortSaysHowTheProcessIs(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(get(path).body()).contains("\"status\":\"UP\"");
    }

    @Test
    void metricsAreThereForPrometheus() throws Exception {
        http.get("/public/list");

        assertThat(get("/actuator/prometheus").body()).contains("http_server_requests_seconds_count{")
                .contains("uri=\"/public/list\"").contains("jvm_memory_used_bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator/shutdown"})
    void nothingElseIsThere(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/actuator/health", "/actuator/prometheus"})
    void theMainPortHasNoneOfIt(String path) {
        assertThat(http.port()).isNotEqualTo(port);
        assertThat(http.get(path).problem()).isEqualTo("404 NOT_FOUND");
    }
}
