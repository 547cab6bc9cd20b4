package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.supervise.Program;
import dev.whiteboard.local.launcher.supervise.Rank;
import dev.whiteboard.local.servers.Server;
import java.nio.file.Path;
import java.util.Set;

/** One of the servers that services share. */
final class ServerProgram implements Program {

    private final Server server;
    private final Runnable afterStart;

    /** @param afterStart prepares what services expect to find in the server */
    ServerProgram(Server server, Runnable afterStart) {
        this.server = server;
        this.afterStart = afterStart;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Rank rank() {
        return Rank.SERVER;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public void start() {
        server.start();
        afterStart.run();
    }

    @Override
    public boolean isReady() {
        return server.isReady();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void freeze() {
        server.suspend();
    }

    @Override
    public void thaw() {
        server.resume();
    }

    @Override
    public boolean isAlive() {
        return server.isRunning();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public Path log() {
        return server.log();
    }
}
