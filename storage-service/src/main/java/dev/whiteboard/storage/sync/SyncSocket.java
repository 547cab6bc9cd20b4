package dev.whiteboard.storage.sync;

import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.socket.Host;
import dev.whiteboard.common.web.socket.Line;

/** {@code /ws/sync}: says {@code {"type":"changed"}} when there is something to read. */
record SyncSocket(Wakeups wakeups) implements Host {
    private static final String READY = "{\"type\":\"ready\"}";
    private static final String CHANGED = "{\"type\":\"changed\"}";

    @Override
    public Runnable welcome(Line line, Caller caller) {
        Wakeups.Registration registration = wakeups.listen(caller.userId(),
                () -> Thread.startVirtualThread(() -> line.send(CHANGED)));
        line.send(READY);
        return registration::close;
    }

    @Override
    public void renewed(Line line) {
        line.send(READY);
    }
}
