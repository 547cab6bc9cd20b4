package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.ControlSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code drill} and {@code simulate}: run {@code dev.whiteboard.drills.DrillMain}, or its neighbour that breaks nothing, in
 * a JVM of its own with the words that follow and pass its exit code on. {@code -Dwhiteboard.home} leads it to the control socket by which it breaks things.
 */
record DrillRun(Setup setup) {

    private static final String MODULE = "testing/drills";
    private static final String DRILL = "dev.whiteboard.drills.DrillMain";
    private static final String SIMULATE = "dev.whiteboard.drills.SimulateMain";

    int drill(List<String> arguments) throws IOException, InterruptedException {
        return run(DRILL, arguments);
    }

    int simulate(List<String> arguments) throws IOException, InterruptedException {
        return run(SIMULATE, arguments);
    }

    private int run(String main, List<String> arguments) throws IOException, InterruptedException {
        Path target = setup.home().root().resolve(MODULE).resolve("target");
        Path libraries = target.resolve("drill.classpath");
        setup.maven().build(List.of(MODULE), "dependency:build-classpath", "-Dmdep.outputFile=target/drill.classpath",
                "-DincludeScope=runtime");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Dwhiteboard.home=" + ControlSocket.reach(setup.home().run()),
                "-Dwhiteboard.root=" + setup.home().root(), "-cp",
                target.resolve("classes") + ":" + Files.readString(libraries).strip(), main));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
