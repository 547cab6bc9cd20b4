package dev.whiteboard.local.launcher.build;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The copies of the launcher that the script makes, one a build. */
public final class LauncherCopies {

    private LauncherCopies() {}

    /** Deletes all but the one that runs and the newest; the caller holds the lock, so no platform runs on another. */
    public static void forgetOld(Path copies) throws IOException {
        if (!Files.isDirectory(copies)) {
            return;
        }
        Path newest = copies.resolve("current").toRealPath();
        Path running = running();
        try (Stream<Path> all = Files.list(copies)) {
            List<Path> old = all.filter(copy -> Files.isDirectory(copy) && !Files.isSymbolicLink(copy))
                    .filter(copy -> !copy.equals(newest) && !running.startsWith(copy)).toList();
            for (Path copy : old) {
                Folders.delete(copy);
            }
        }
    }

    private static Path running() {
        try {
            return Path.of(LauncherCopies.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
