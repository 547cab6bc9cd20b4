package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.build.App;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a service: a small heap, small objects, and an AOT cache once there is one. */
final class ServiceJvm {

    /** An AOT cache works only under the options it was made under. */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

    private ServiceJvm() {}

    static List<String> command(App app) {
        return Files.exists(app.cache()) ? command(app, "-XX:AOTCache=" + app.cache()) : command(app, "-Xshare:auto");
    }

    /** A run that only records what the next ones load: it ends before it serves anything. */
    static List<String> training(App app, Path cache) {
        return command(app, "-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh");
    }

    private static List<String> command(App app, String... more) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of(more));
        command.addAll(List.of("-jar", app.jar().toString()));
        return command;
    }
}
