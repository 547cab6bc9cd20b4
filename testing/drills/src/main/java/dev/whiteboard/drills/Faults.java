package dev.whiteboard.drills;

/**
 * What a drill can break on the local platform. Every fault is undone by {@link Fault#close()}, and the supervisor
 * brings a killed process back by itself.
 */
public interface Faults {
    /** Kills a process outright (SIGKILL); the supervisor restarts it. */
    void kill(String process);

    /** Freezes a process (SIGSTOP): it keeps its sockets and answers nothing until the fault is closed. */
    Fault freeze(String process);

    /** Stops a server and keeps it down until the fault is closed. */
    Fault stop(String process);

    /** True once the process is up and ready. */
    boolean ready(String process);

    /** How many faults were injected so far. */
    int count();

    /** A fault that lasts until it is closed. */
    interface Fault extends AutoCloseable {
        @Override
        void close();
    }
}
