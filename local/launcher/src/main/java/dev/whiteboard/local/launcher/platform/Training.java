package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.build.App;
import dev.whiteboard.local.launcher.build.Apps;
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

    /** Returns when every service has its cache, or sooner when the thread is interrupted. */
    public void run() {
        var environment = new Environment(plan, new Keys(home.keys()));
        for (var service : plan.services()) {
            App app = apps.current(service);
            try {
                if (!Files.exists(app.cache()) && !Thread.currentThread().isInterrupted()) {
                    train(app, environment.of(new Instance(service, 0)));
                }
            } catch (IOException noCache) {
                System.err.println("whiteboard: no AOT cache for " + service.name() + ": " + noCache.getMessage());
            }
        }
    }

    private void train(App app, Map<String, String> environment) throws IOException {
        Path unfinished = app.cache().resolveSibling("unfinished.aot");
        var command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(ServiceJvm.training(app, unfinished));
        try (var run = ChildProcess.start(command, environment, app.folder(), home.log(LOG))) {
            if (run.awaitExit(LONGEST) && Files.exists(unfinished)) {
                Files.move(unfinished, app.cache());
            } else {
                run.kill();
            }
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
        }
    }
}
