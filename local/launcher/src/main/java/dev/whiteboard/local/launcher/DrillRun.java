package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.ControlSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code drill}: runs {@code dev.whiteboard.drills.DrillMain} in a JVM of its own with the words after {@code drill} and
 * passes its exit code on. {@code -Dwhiteboard.home} leads it to the control socket by which it breaks things.
 */
record DrillRun(Setup setup) {

    private static final String MODULE = "testing/drills";
    private static final String MAIN = "dev.whiteboard.drills.DrillMain";

    int run(List<String> arguments) throws IOException, InterruptedException {
        Path target = setup.home().root().resolve(MODULE).resolve("target");
        Path libraries = target.resolve("drill.classpath");
        setup.maven().build(List.of(MODULE), "dependency:build-classpath", "-Dmdep.outputFile=target/drill.classpath",
                "-Dmdep.includeScope=runtime");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Dwhiteboard.home=" + ControlSocket.reach(setup.home().run()), "-cp",
                target.resolve("classes") + ":" + Files.readString(libraries).strip(), MAIN));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
