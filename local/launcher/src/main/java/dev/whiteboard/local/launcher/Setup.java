package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.build.Apps;
import dev.whiteboard.local.launcher.build.Maven;
import dev.whiteboard.local.launcher.supervise.ControlClient;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Topology;
import java.nio.file.Path;

/**
 * What every command knows.
 *
 * @param plain   no colours, no redrawing
 * @param columns width of the terminal
 */
record Setup(Home home, Topology topology, String mavenCommand, boolean plain, int columns) {

    /** What the script {@code ./whiteboard} says about this machine. */
    static Setup ofThisRun() {
        Path root = Path.of(System.getProperty("whiteboard.root", ".")).toAbsolutePath().normalize();
        String maven = System.getenv().getOrDefault("WHITEBOARD_MAVEN", "");
        return new Setup(new Home(root), Topology.whiteboard(), maven, Boolean.getBoolean("whiteboard.plain"),
                Integer.getInteger("whiteboard.columns", 80));
    }

    ControlClient control() {
        return new ControlClient(home.run());
    }

    Maven maven() {
        return new Maven(home.root(), mavenCommand, home.log("build"));
    }

    Apps apps() {
        return new Apps(home, maven());
    }
}
