package dev.whiteboard.chat.live;

import java.util.concurrent.Executor;

/** An open socket of a user, as far as deliveries are concerned. Its methods are called on its own thread only. */
public interface Outlet {
    long connectionId();

    long userId();

    /** The thread that owns this socket and some others. */
    Executor owner();

    /** Called in the order of the log; whatever is already there or not due is ignored. */
    void deliver(Delivery delivery);

    /** Dropped if the socket is behind. */
    void mention(byte[] wire);
}
