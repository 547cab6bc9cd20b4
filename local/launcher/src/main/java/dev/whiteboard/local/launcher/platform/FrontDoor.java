package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import java.time.Duration;
import java.time.Instant;

/** What clients see: the platform is up when the gateway says so of all that was asked for. */
public final class FrontDoor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private FrontDoor() {}

    /** Returns at once for a plan without a gateway. */
    public static void awaitOpen(Plan plan) throws InterruptedException {
        int port = plan.services().stream().filter(service -> service.name().equals(Topology.GATEWAY))
                .mapToInt(Service::port).findFirst().orElse(0);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (port != 0 && !Http.answersOk(port, "/actuator/health")) {
            if (Instant.now().isAfter(deadline)) {
                throw new Trouble(
                        "Every service is ready, but http://localhost:%d/actuator/health does not say so. './whiteboard logs gateway' may say why."
                                .formatted(port));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
