package dev.whiteboard.local.servers;

import java.nio.file.Path;
import java.util.Map;

/**
 * A real server in a process of its own, bound to 127.0.0.1. It can be broken on purpose: killed, or stopped in the
 * middle of what it does.
 */
public interface Server extends AutoCloseable {

    String name();

    /** Starts the server and returns once it answers a real request. Does nothing when it runs already. */
    void start();

    /** Shuts the server down in good order. Does nothing when it does not run. */
    void stop();

    /** Ends the server and everything it forked at once, as a power cut would ({@code kill -9}). */
    void kill();

    /** Freezes the server: its connections stay open and nothing answers ({@code SIGSTOP}). */
    void suspend();

    /** Lets a frozen server go on ({@code SIGCONT}). */
    void resume();

    boolean isRunning();

    /** Whether the server answers a real request now. */
    boolean isReady();

    /** The process id of the running server. */
    long pid();

    int port();

    /** Where the server writes what it has to say. */
    Path log();

    /** Where the server keeps its data; empty before its first start. */
    Path data();

    /** The environment names, as services read them, that lead to this server. */
    Map<String, String> environment();

    @Override
    default void close() {
        stop();
    }
}
