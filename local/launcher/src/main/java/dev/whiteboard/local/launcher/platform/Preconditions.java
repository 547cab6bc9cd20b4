package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.ServerKind;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Setting;
import dev.whiteboard.local.servers.Ffmpeg;
import dev.whiteboard.local.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What must hold on this machine before anything is built or started. */
public final class Preconditions {

    private static final long NEEDED_DISK = 2L << 30;
    private static final Duration LAST_BREATH = Duration.ofSeconds(8);

    private Preconditions() {}

    /**
     * @param previousDied whether a former platform may still be dying; it is given some seconds
     * @throws Trouble about the first thing that does not hold
     */
    public static void require(Home home, Plan plan, boolean previousDied) throws InterruptedException {
        requireDisk(home, NEEDED_DISK);
        requireFfmpeg(plan, Ffmpeg::find);
        if (previousDied) {
            awaitFree(ports(plan));
        }
        ports(plan).forEach(TakenPorts::refuse);
    }

    static IntStream ports(Plan plan) {
        return IntStream.concat(plan.servers().stream().flatMapToInt(ServerKind::ports),
                plan.instances().stream().flatMapToInt(instance -> instance.ports().all())).sorted();
    }

    private static void awaitFree(IntStream ports) throws InterruptedException {
        Instant deadline = Instant.now().plus(LAST_BREATH);
        for (int port : ports.toArray()) {
            while (TakenPorts.isTaken(port) && Instant.now().isBefore(deadline)) {
                Thread.sleep(100);
            }
        }
    }

    static void requireFfmpeg(Plan plan, Supplier<Ffmpeg> search) {
        for (Service service : plan.services()) {
            if (service.settings().contains(Setting.FFMPEG)) {
                try {
                    var _ = search.get();
                } catch (ServerException missing) {
                    throw new Trouble(
                            "%s needs ffmpeg. Install it with the package manager, or start others by name, such as './whiteboard up chat-service'. (%s)"
                                    .formatted(service.name(), missing.getMessage()));
                }
            }
        }
    }

    static void requireDisk(Home home, long needed) {
        try {
            Files.createDirectories(home.folder());
            long free = Files.getFileStore(home.folder()).getUsableSpace();
            if (free < needed) {
                throw new Trouble(
                        "Only %.1f GB are free on the disk of %s; %.1f GB are needed. Make room and try again."
                                .formatted(free / 1e9, home.folder(), needed / 1e9));
            }
        } catch (IOException e) {
            throw new Trouble("Cannot write to %s (%s). Make the folder writable for %s.".formatted(home.folder(),
                    e.getMessage(), System.getProperty("user.name")));
        }
    }
}
