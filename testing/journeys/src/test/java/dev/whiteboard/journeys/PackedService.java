package dev.whiteboard.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One service as its users run it: the packed jar in a process of its own, on ports of its own. */
final class PackedService implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(240);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String module;
    private final Map<String, String> environment;
    private final Path home;
    private final int port;
    private ChildProcess process;

    PackedService(String module, Map<String, String> environment, Path home) {
        this(module, environment, home, Ports.free(0, 1000, 2000));
    }

    PackedService(String module, Map<String, String> environment, Path home, int port) {
        this.module = module;
        this.port = port;
        this.environment = new HashMap<>(environment);
        this.home = home.resolve(module);
        this.environment.putAll(Map.of("SERVER_PORT", Integer.toString(port), "SERVER_ADDRESS", "127.0.0.1",
                "LOG_FORMAT", "plain"));
    }

    void with(String name, String value) {
        environment.put(name, value);
    }

    PackedService start() {
        process = ChildProcess.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar",
                jar().toString()), environment, home, log());
        return this;
    }

    PackedService awaitReady() {
        Awaitility.await(module + " to be ready").atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(process.isAlive()).as("%s ended; it printed:%n%s", module, printed()).isTrue();
            return isReady();
        });
        return this;
    }

    void kill() {
        process.kill();
    }

    String url() {
        return "http://localhost:" + port;
    }

    String redirectUrl() {
        return "http://localhost:" + (port + 1000);
    }

    /** What the service tells whoever watches it. */
    String metrics() {
        var scrape = HttpRequest.newBuilder(URI.create("http://localhost:" + (port + 2000) + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(20)).build();
        try {
            HttpResponse<String> answer = HTTP.send(scrape, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("metrics of %s", module).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String printed() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(5));
    }

    private boolean isReady() {
        var ready = HttpRequest.newBuilder(URI.create("http://localhost:" + (port + 2000) + "/readyz"))
                .timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path log() {
        return home.resolve("service.log");
    }

    private Path jar() {
        Path target = Path.of(System.getProperty("whiteboard.root"), module, "target");
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-app.jar")).findFirst()
                    .orElseThrow(() -> new AssertionError(module + " is not packed: mvn package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
