package dev.whiteboard.common.web.socket;

import dev.whiteboard.common.security.Caller;

/** What a service has to tell over its socket. */
public interface Host {
    /**
     * Somebody came, with a valid token; asked once for each connection.
     *
     * @return what is to be done when they are gone
     */
    Runnable welcome(Line line, Caller caller);

    /** Somebody who is there brought another token of theirs. */
    default void renewed(Line line) {}
}
