package dev.whiteboard.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What every server has in common: a child process, a port, a data folder, a log, and patience until it answers. */
abstract class ChildServer implements Server {

    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final Place place;
    private final int port;
    private @Nullable ChildProcess process;

    ChildServer(String name, Place place, int port) {
        this.name = name;
        this.place = place;
        this.port = port;
    }

    /** Lays out what the server needs on disk before it runs. */
    abstract void prepare() throws IOException;

    abstract List<String> command() throws IOException;

    /** What the process is told by its environment. */
    Map<String, String> processEnvironment() {
        return Map.of();
    }

    /** Whether a real request is answered; an exception means no. */
    abstract boolean probe() throws Exception;

    /** What a line of the log of a failed start tells the reader to do, if it is a known one. */
    String advice(String log) {
        return "";
    }

    /** The signal that shuts the server down in good order. */
    String stopSignal() {
        return "TERM";
    }

    Duration startTimeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        if (!Ports.isFree(port)) {
            throw new ServerException(
                    "%s cannot start: port %d on 127.0.0.1 is taken. Stop what listens there (lsof -i :%d shows it) or choose another port."
                            .formatted(name, port, port));
        }
        try {
            Files.createDirectories(data());
            Files.createDirectories(log().getParent());
            prepare();
            long before = Files.exists(log()) ? Files.size(log()) : 0;
            ChildProcess started = ChildProcess.start(command(), processEnvironment(), data(), log());
            this.process = started;
            awaitReady(started, before);
        } catch (IOException e) {
            throw new ServerException("%s cannot start: %s. Check the folder %s.".formatted(name, e, data()), e);
        }
    }

    private void awaitReady(ChildProcess started, long logStart) throws IOException {
        Instant deadline = Instant.now().plus(startTimeout());
        while (!isReady()) {
            boolean ended = started.awaitExit(POLL);
            if (ended || Instant.now().isAfter(deadline)) {
                started.kill();
                String end = ended
                        ? "ended with code " + started.exitCode()
                        : "did not answer within " + startTimeout().toSeconds() + " s";
                String said = logSince(logStart);
                throw new ServerException("%s cannot start: it %s. %s".formatted(name, end, advice(said)).strip()
                        + "%nThe end of %s:%n%s".formatted(log(), lastLines(said, 8)));
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.stop(stopSignal(), Duration.ofSeconds(20));
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void suspend() {
        running().suspend();
    }

    @Override
    public void resume() {
        running().resume();
    }

    @Override
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public boolean isReady() {
        try {
            return probe();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception notYet) {
            return false;
        }
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return place.log(name);
    }

    @Override
    public Path data() {
        return place.data(name);
    }

    Place place() {
        return place;
    }

    private ChildProcess running() {
        if (process == null || !process.isAlive()) {
            throw new ServerException(name + " does not run");
        }
        return process;
    }

    private String logSince(long position) throws IOException {
        byte[] all = Files.readAllBytes(log());
        int from = (int) Math.min(position, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    private static String lastLines(String text, int count) {
        List<String> lines = text.lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
