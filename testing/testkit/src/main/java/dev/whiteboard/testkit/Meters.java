package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * By what names the services that a build ran tell of themselves: {@code target/meters/<service>.json} in each module. The
 * dashboards and alerts of the platform may ask for these and no others.
 */
public final class Meters {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final Map<String, Set<String>> SEEN = new TreeMap<>();

    private Meters() {}

    /** Asks a node before it goes; one that does not answer (any more) has nothing to say. */
    static void ask(String service, int managementPort) {
        var scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = HTTP.send(scrape, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                remember(service, answer.body());
            }
        } catch (IOException silent) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds the names in what the service answered to Prometheus. */
    public static synchronized void remember(String service, String scrape) {
        Set<String> names = SEEN.computeIfAbsent(service, ignored -> new TreeSet<>());
        scrape.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#')
                .map(line -> line.split("[{ ]", 2)[0]).forEach(names::add);
        String json = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        try {
            Path folder = Files.createDirectories(Path.of("target", "meters"));
            Files.writeString(folder.resolve(service + ".json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
