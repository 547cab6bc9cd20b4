package dev.whiteboard.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that never outlives this JVM and can be frozen or killed with everything it forked.
 *
 * <p>
 * It begins in a shell that waits for a word from us and then becomes the program, so it keeps its process id and runs
 * only once the {@link Deathwatch} knows it: there is no moment in which a dying parent leaves it behind.
 */
public final class ChildProcess implements AutoCloseable {

    private final Process process;
    private volatile boolean frozen;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a command; its output is appended to the log.
     *
     * @param environment added to this process's environment
     */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(Session.ownOnGo(command)).directory(directory.toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Deathwatch.watch(process.pid());
            var unused = process.onExit().thenAccept(gone -> Deathwatch.forget(gone.pid()));
            try (var go = process.outputWriter(StandardCharsets.UTF_8)) {
                go.write("go\n");
            }
            return new ChildProcess(process);
        } catch (IOException e) {
            throw new ServerException("Cannot start %s: %s".formatted(command.getFirst(), e.getMessage()), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code of a process that has ended; 128 + n when signal n ended it. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Waits until the process has ended; false when it runs on after that time. */
    public boolean awaitExit(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends a signal by its name, such as {@code TERM}, to the process alone. */
    public void signal(String name) {
        if (process.isAlive()) {
            send(name, List.of(process.toHandle()));
        }
    }

    /** Asks the process to terminate; kills it when it is still there after that time. */
    public void stop(Duration grace) {
        stop("TERM", grace);
    }

    void stop(String signal, Duration grace) {
        resume();
        signal(signal);
        if (!awaitExit(grace)) {
            kill();
        }
    }

    /** {@code kill -9} of the process and all it forked, frozen first so that nothing slips away; returns when it is gone. */
    public void kill() {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> children = freeze();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(ProcessState::awaitEnded);
        children.forEach(child -> Deathwatch.forget(child.pid()));
        process.onExit().join();
    }

    /** Freezes the process and all it forked. */
    public void suspend() {
        freeze();
    }

    /** The parent first, so that the family can be counted; its members too die with this JVM while they cannot see to it. */
    private List<ProcessHandle> freeze() {
        frozen = true;
        signal("STOP");
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(child -> Deathwatch.watch(child.pid()));
        send("STOP", children);
        ProcessState.awaitStopped(process.toHandle());
        children.forEach(ProcessState::awaitStopped);
        return children;
    }

    /** Lets it go on. Does nothing when it was not frozen. */
    public void resume() {
        if (!frozen) {
            return;
        }
        frozen = false;
        List<ProcessHandle> children = process.descendants().toList();
        send("CONT", children);
        children.forEach(child -> Deathwatch.forget(child.pid()));
        signal("CONT");
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(10));
    }

    private static void send(String signal, List<ProcessHandle> handles) {
        if (handles.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\"", "sh", signal));
        handles.forEach(handle -> command.add(Long.toString(handle.pid())));
        try {
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new ServerException("Cannot send SIG%s: %s".formatted(signal, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
