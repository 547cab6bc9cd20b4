package dev.whiteboard.local.launcher.supervise;

import dev.whiteboard.local.servers.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A real process that does nothing: a shell command in place of a server. */
final class FakeProgram implements Program {

    /** Runs until it is stopped. */
    static final String LIVES = "exec sleep 600";

    private final String name;
    private final Rank rank;
    private final Path folder;
    private final Queue<String> events;
    private final AtomicInteger starts = new AtomicInteger();
    private volatile String script = LIVES;
    private volatile boolean ready = true;
    private volatile Set<String> needs = Set.of();
    private volatile ChildProcess child;

    FakeProgram(String name, Rank rank, Path folder, Queue<String> events) {
        this.name = name;
        this.rank = rank;
        this.folder = folder;
        this.events = events;
    }

    FakeProgram running(String newScript) {
        script = newScript;
        return this;
    }

    FakeProgram needing(String... names) {
        needs = Set.of(names);
        return this;
    }

    FakeProgram neverReady() {
        ready = false;
        return this;
    }

    int starts() {
        return starts.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Rank rank() {
        return rank;
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public void start() {
        events.add("start " + name);
        starts.incrementAndGet();
        child = ChildProcess.start(List.of("sh", "-c", script), Map.of(), folder, log());
    }

    @Override
    public boolean isReady() {
        return ready && isAlive();
    }

    @Override
    public void stop() {
        events.add("stop " + name);
        if (child != null) {
            child.stop(Duration.ofSeconds(5));
        }
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public void freeze() {
        child.suspend();
    }

    @Override
    public void thaw() {
        child.resume();
    }

    @Override
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public Path log() {
        return folder.resolve(name + ".log");
    }

    boolean left() {
        return Files.exists(log()) && isAlive();
    }
}
