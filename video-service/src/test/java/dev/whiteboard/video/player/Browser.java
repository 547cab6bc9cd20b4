package dev.whiteboard.video.player;

import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium without a screen, showing one page; it ends with the test. */
record Browser(ChildProcess process, Path log) implements AutoCloseable {
    private static final List<String> NAMES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    static boolean isThere() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), NAMES.stream()).map(Path::of)
                .filter(Files::isExecutable).findFirst();
    }

    static Browser at(URI page) {
        Path home = Place.temporary().home();
        Path log = home.resolve("browser.log");
        return new Browser(ChildProcess.start(
                List.of(program().orElseThrow().toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                        "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--mute-audio",
                        "--autoplay-policy=no-user-gesture-required", "--enable-logging=stderr",
                        "--user-data-dir=" + home.resolve("profile"), page.toString()),
                Map.of(), home, log), log);
    }

    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
