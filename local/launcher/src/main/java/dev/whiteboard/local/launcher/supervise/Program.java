package dev.whiteboard.local.launcher.supervise;

import java.nio.file.Path;
import java.util.Set;

/** Something that runs as a process of its own. One thread at a time starts and stops it. */
public interface Program {

    String name();

    Rank rank();

    int port();

    /** Names of the programs that must be ready before this one starts. */
    Set<String> needs();

    /** Starts the process; it may be ready on return or later. */
    void start();

    /** Whether it answers a real request now. */
    boolean isReady();

    /** Ends the process in good order within a bounded time, by force if need be. */
    void stop();

    /** {@code kill -9}, as a crash would. */
    void kill();

    /** Freezes the process: its connections stay open and nothing answers. */
    void freeze();

    /** Lets a frozen process go on. */
    void thaw();

    boolean isAlive();

    /** Of the process started last. */
    long pid();

    /** How the process ended, as far as that can be known: {@code exit code 137}. */
    default String ending() {
        return "the process is gone";
    }

    Path log();
}
