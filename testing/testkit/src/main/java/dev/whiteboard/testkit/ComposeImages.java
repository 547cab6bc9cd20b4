package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;

/** The images that {@code docker-compose.yml} names, by service: one place decides on versions. */
record ComposeImages(Map<String, Map<String, Object>> services) {

    static ComposeImages of(Path root) {
        try {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml()
                    .load(Files.readString(root.resolve("docker-compose.yml")));
            return new ComposeImages(compose.getOrDefault("services", Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what the environment may put in its place. */
    String of(String service) {
        Object image = services.getOrDefault(service, Map.of()).get("image");
        if (image == null) {
            throw new IllegalStateException("docker-compose.yml names no image of " + service);
        }
        return image.toString().replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1");
    }
}
