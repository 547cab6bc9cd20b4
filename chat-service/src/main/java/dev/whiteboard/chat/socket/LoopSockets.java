package dev.whiteboard.chat.socket;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The connections of one event loop, and what they share: one flush for all that was written in a turn of the loop, and
 * one look at all of them a second instead of a timer for each. Used on the loop's thread only.
 */
final class LoopSockets {
    private final EventLoop loop;
    private final Synchronisation synchronisation;
    private final SocketProperties properties;
    private final LongAdder cutOffs;
    private final Set<ChatConnection> connections = new HashSet<>();
    private List<Outbound> written = new ArrayList<>();
    private boolean flushing;

    LoopSockets(EventLoop loop, Synchronisation synchronisation, SocketProperties properties, LongAdder cutOffs) {
        this.loop = loop;
        this.synchronisation = synchronisation;
        this.properties = properties;
        this.cutOffs = cutOffs;
    }

    EventLoop loop() {
        return loop;
    }

    SocketProperties properties() {
        return properties;
    }

    Synchronisation synchronisation() {
        return synchronisation;
    }

    /** Counts clients that did not read. */
    LongAdder cutOffs() {
        return cutOffs;
    }

    Set<ChatConnection> connections() {
        return connections;
    }

    void flushLater(Outbound out) {
        written.add(out);
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        List<Outbound> now = written;
        written = new ArrayList<>();
        now.forEach(Outbound::flush);
    }

    void tick(long nowMillis) {
        List.copyOf(connections).forEach(connection -> connection.tick(nowMillis));
    }
}
