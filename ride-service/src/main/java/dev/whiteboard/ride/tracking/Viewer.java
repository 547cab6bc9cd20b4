package dev.whiteboard.ride.tracking;

import dev.whiteboard.ride.location.Fix;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Somebody who watches over one socket: how far they have been told, and how to tell them. One thread tells at a time. */
final class Viewer {
    private final String userId;
    private final Consumer<String> line;
    private final Frames frames;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long told;

    Viewer(String userId, long told, Consumer<String> line, Frames frames) {
        this.userId = userId;
        this.told = told;
        this.line = line;
        this.frames = frames;
    }

    String userId() {
        return userId;
    }

    boolean isBehind(long head) {
        return told < head;
    }

    /** Tells in a thread of its own, because a slow reader must not keep the others waiting; not if it is being told. */
    void tell(Runnable what) {
        if (busy.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    what.run();
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /**
     * Tells what is new, in order and once.
     *
     * @return whether there may be more
     */
    boolean catchUp(NewsStore store, int most) {
        List<NewsStore.Entry> missed = store.after(userId, told, most);
        if (!missed.isEmpty() && missed.getFirst().seq() != told + 1) {
            told = missed.getFirst().seq() - 1;
            line.accept(frames.reset(userId, told));
        }
        for (NewsStore.Entry entry : missed) {
            line.accept(frames.news(userId, entry));
            told = entry.seq();
        }
        return missed.size() == most;
    }

    /** Tells where the car is, if it has moved. */
    void sees(String rideId, Fix fix) {
        if (!fix.at().equals(seen.put(rideId, fix.at()))) {
            line.accept(frames.location(rideId, fix));
        }
    }
}
