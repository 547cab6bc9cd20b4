package dev.whiteboard.load.chat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One user's connection in one protocol. Everything but {@link #ready()} happens on its event loop. */
abstract class Session {
    /** 200 B of content: the message's number in hexadecimal, then filler. */
    static final String FILLER = " the quick brown fox jumps over the lazy dog".repeat(5).substring(0, 200 - Scan.HEX);

    private final CompletableFuture<Session> ready = new CompletableFuture<>();
    private @Nullable Link link;
    private Watcher watcher = Watcher.IDLE;
    private boolean over;

    /** Completes once the user is authenticated and would receive messages; fails with what went wrong before. */
    CompletableFuture<Session> ready() {
        return ready;
    }

    abstract String path();

    abstract Map<String, String> headers();

    /** The WebSocket is open: authenticate. */
    abstract void greet();

    /** A text frame; the array is reused for the next one. */
    abstract void text(byte[] frame, int length);

    /** Sends one message of 200 B to a conversation or an address. */
    abstract void send(String target, long number);

    void opened(Link opened) {
        link = opened;
        greet();
    }

    void watchedBy(Watcher observer) {
        watcher = observer;
    }

    Watcher watcher() {
        return watcher;
    }

    void write(String... frames) {
        Link open = link;
        if (open == null) {
            return;
        }
        for (String frame : frames) {
            open.text(frame);
        }
        open.flush();
    }

    void failed(String why) {
        if (over) {
            return;
        }
        over = true;
        if (!ready.completeExceptionally(new Refused(why))) {
            watcher.failed(why);
        }
    }

    void close() {
        over = true;
        if (link != null) {
            link.close();
        }
    }

    /** A connection that did not come about. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }
}
