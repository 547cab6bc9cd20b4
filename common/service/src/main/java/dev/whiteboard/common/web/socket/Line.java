package dev.whiteboard.common.web.socket;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/** One connection to one user. */
public interface Line {
    /** Sends a frame, from any thread; whatever comes too late for this connection is dropped. */
    void send(String frame);

    void close(CloseStatus why);

    /** A parameter of the address that was called. */
    @Nullable
    String parameter(String name);
}
