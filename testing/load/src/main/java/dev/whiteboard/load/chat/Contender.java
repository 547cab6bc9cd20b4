package dev.whiteboard.load.chat;

import java.util.List;

/** A server that takes its turn, in a process of its own on the server's core. */
interface Contender extends AutoCloseable {
    String name();

    /** Returns once it serves. */
    void start();

    int port();

    long pid();

    /** A connection, not yet open, of a user, counted from 0. */
    Session session(int user);

    /** What {@link Session#send} of one of them takes to reach the other. */
    String pair(int one, int other);

    /** What {@link Session#send} takes to reach users 0 to {@code members - 1}. */
    default String group(int members) {
        throw new UnsupportedOperationException(name() + " takes no part in groups");
    }

    /** Has it give back what it does not use. */
    void collectGarbage();

    @Override
    void close();

    /** The command on the core that servers under measurement have for themselves. */
    static List<String> pinned(Settings settings, List<String> command) {
        return java.util.stream.Stream
                .concat(java.util.stream.Stream.of("taskset", "-c", Integer.toString(settings.serverCore())),
                        command.stream())
                .toList();
    }
}
