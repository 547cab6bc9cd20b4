package dev.whiteboard.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Waits until a process that got {@code SIGSTOP} has stopped: the signal is sent at once, but each of its threads stops
 * when it next notices. Linux tells their states under {@code /proc}; elsewhere there is nothing to wait for.
 */
final class Stopped {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Stopped() {}

    static void await(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Files.isDirectory(threads) && !allStopped(threads) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
    }

    private static boolean allStopped(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(Stopped::isStopped);
        } catch (IOException | UncheckedIOException ended) {
            return true;
        }
    }

    /** The state is the letter after the name, which is in parentheses and may hold anything: T stopped, Z and X ended. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return "TtZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException ended) {
            return true;
        }
    }
}
