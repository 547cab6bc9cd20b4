package dev.whiteboard.load.chat;

/** Who is told what happens on sessions, on their event loop. */
interface Watcher {
    Watcher IDLE = new Watcher() {
    };

    /** The server has the message and will not lose it. */
    default void acknowledged(long number) {}

    /**
     * A receiver has it.
     *
     * @param seq its place in the conversation, 0 where the protocol has none
     */
    default void delivered(Session receiver, long number, long seq) {}

    default void failed(String why) {}
}
