package dev.whiteboard.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Waits for what a signal does to a process: it is sent at once, but each thread stops or ends when it next notices.
 * Linux tells their states under {@code /proc}: T stopped, Z ended but not yet collected by its parent, X gone.
 */
final class ProcessState {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(1);

    private ProcessState() {}

    /** Returns when all threads of the process have stopped. */
    static void awaitStopped(ProcessHandle process) {
        await(() -> !Files.isDirectory(threads(process)) || allAre("TtZX", process));
    }

    /** Returns when the process has ended, also if nobody has collected it. */
    static void awaitEnded(ProcessHandle process) {
        await(() -> !process.isAlive() || (Files.isDirectory(threads(process)) && allAre("ZX", process)));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static Path threads(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()), "task");
    }

    private static boolean allAre(String states, ProcessHandle process) {
        try (Stream<Path> threads = Files.list(threads(process))) {
            return threads.allMatch(thread -> states.indexOf(state(thread)) >= 0);
        } catch (IOException | UncheckedIOException ended) {
            return true;
        }
    }

    /** The letter after the thread's name, which is in parentheses and may hold anything. */
    private static char state(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException ended) {
            return 'X';
        }
    }
}
