package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.build.App;
import dev.whiteboard.local.launcher.build.Apps;
import dev.whiteboard.local.launcher.build.Folders;
import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Instance;
import dev.whiteboard.local.launcher.topology.Keys;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.servers.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT caches that let the next start load classes ready-made.
 *
 * <p>
 * It happens after everything is up, one service at a time and at the lowest priority, so that neither the first start
 * nor a stop waits for it. A training run wires the whole application against the real servers and ends just before it
 * would listen or consume anything. A run that is cut short leaves no cache and is repeated after the next start.
 */
public record Training(Plan plan, Home home, Apps apps) {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String LOG = "training";

    /** A replica that {@code up} never starts: its ports and its folder are nobody else's. */
    private static final int NOBODY_ELSE = 9;

    /** Returns when every service has its cache, or sooner when the thread is interrupted. */
    public void run() {
        var environment = new Environment(plan, new Keys(home.keys()), home.data());
        for (var service : plan.services()) {
            App app = apps.current(service);
            var trainee = new Instance(service, NOBODY_ELSE);
            try {
                if (!Files.exists(app.cache()) && !Thread.currentThread().isInterrupted()) {
                    train(app, environment.of(trainee), home.data().resolve(trainee.name()));
                }
            } catch (IOException noCache) {
                System.err.println("whiteboard: no AOT cache for " + service.name() + ": " + noCache.getMessage());
            }
        }
    }

    private void train(App app, Map<String, String> environment, Path data) throws IOException {
        Path unfinished = app.cache().resolveSibling("unfinished.aot");
        forget(unfinished);
        var command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(ServiceJvm.training(app, unfinished));
        try (var run = ChildProcess.start(command, environment, app.folder(), home.log(LOG))) {
            if (run.awaitExit(LONGEST) && Files.exists(unfinished)) {
                Files.move(unfinished, app.cache());
            } else {
                run.kill();
            }
        } finally {
            Folders.delete(data);
            forget(unfinished);
        }
    }

    private static void forget(Path unfinished) throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
    }
}
