package dev.whiteboard.local.launcher.build;

import java.nio.file.Path;

/**
 * A runnable copy of one version of a service: its jar with its libraries beside it, as Spring Boot's {@code extract}
 * lays them out.
 */
public record App(Path folder) {

    static final String JAR = "app.jar";

    public Path jar() {
        return folder.resolve(JAR);
    }

    /** The AOT cache that goes with this version and this JDK; it may not exist yet. */
    public Path cache() {
        return folder.resolve("app-" + Runtime.version().toString().replaceAll("[^0-9A-Za-z.+-]", "_") + ".aot");
    }
}
