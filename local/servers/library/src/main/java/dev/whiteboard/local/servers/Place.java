package dev.whiteboard.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a set of servers lives on disk.
 *
 * @param home  holds {@code data/<server>} and {@code logs/<server>.log}
 * @param cache holds the unpacked programs; several places may share one
 */
public record Place(Path home, Path cache) {

    /** A place whose programs are unpacked into the user's cache, or where {@code -Dwhiteboard.cache} says. */
    public static Place at(Path home) {
        String cache = System.getProperty("whiteboard.cache",
                Path.of(System.getProperty("user.home"), ".cache", "whiteboard").toString());
        return new Place(home.toAbsolutePath(), Path.of(cache).toAbsolutePath());
    }

    /** A fresh place that is removed when this JVM ends, however it ends. */
    public static Place temporary() {
        try {
            Path home = Files.createTempDirectory("whiteboard-");
            Deathwatch.remove(home);
            return at(home);
        } catch (IOException e) {
            throw new ServerException("Cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    Path data(String server) {
        return home.resolve("data").resolve(server);
    }

    Path log(String server) {
        return home.resolve("logs").resolve(server + ".log");
    }
}
