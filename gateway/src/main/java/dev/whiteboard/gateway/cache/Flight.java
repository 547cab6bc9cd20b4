package dev.whiteboard.gateway.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One question to the origin, for everybody who has it at the moment. It goes on when the one who started it goes away.
 * It holds the bodies that it may hand out until it is {@link #over}; who waits for it takes his own hold while it lands.
 */
final class Flight {
    private final Key key;
    private final @Nullable Entry stale;
    private final long started;
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private final List<Body> held = new ArrayList<>(2);
    private boolean over;

    /** With the stored answer that is to be confirmed, if there is one and its body is still there. */
    Flight(Key key, @Nullable Entry stale, long started) {
        this.key = key;
        this.started = started;
        if (stale != null && stale.body().acquire()) {
            this.stale = stale;
            held.add(stale.body());
        } else {
            this.stale = null;
        }
    }

    Key key() {
        return key;
    }

    @Nullable
    Entry stale() {
        return stale;
    }

    long started() {
        return started;
    }

    /** Takes over the caller's hold. */
    synchronized void hold(Body body) {
        if (over) {
            body.release();
        } else {
            held.add(body);
        }
    }

    void land(Landing how) {
        landing.complete(how);
    }

    void whenLanded(Consumer<Landing> waiting) {
        landing.thenAccept(waiting);
    }

    synchronized void over() {
        over = true;
        held.forEach(Body::release);
        held.clear();
    }
}
