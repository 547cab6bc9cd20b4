package dev.whiteboard.drills.chat;

import dev.whiteboard.drills.chat.Line.Frames;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A device behaves as a good client does: it connects again when its line breaks, asks for what it missed, and sends what
 * was not acknowledged once more under the same id.
 */
final class Device implements Frames, AutoCloseable {
    private static final long TICK_MS = 250;
    private static final long RESEND_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long SYNC_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_PAUSE_MS = 2_000;
    private static final int DELIVERED_EVERY = 3;
    private static final int READ_EVERY = 7;

    private final String name;
    private final URI socket;
    private final String token;
    private final boolean tokenInFrame;
    private final Ledger ledger;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final Map<Long, Letter> unacknowledged = new ConcurrentSkipListMap<>();
    private final Map<String, Letter> letters = new ConcurrentHashMap<>();
    private final Receipts receipts = new Receipts();
    private final AtomicBoolean behind = new AtomicBoolean();
    private final AtomicBoolean stranger = new AtomicBoolean();
    private volatile @Nullable Line line;
    private volatile boolean synced;
    private volatile long syncAsked;
    private volatile boolean syncing;
    private volatile boolean welcome;
    private volatile boolean reset;
    private volatile boolean over;
    private final Thread life;

    Device(String name, URI socket, String token, boolean tokenInFrame, List<String> conversations, Ledger ledger) {
        this.name = name;
        this.socket = socket;
        this.token = token;
        this.tokenInFrame = tokenInFrame;
        this.ledger = ledger;
        conversations.forEach(id -> shelves.put(id, new Shelf()));
        this.life = Thread.ofVirtual().name(name).start(this::live);
    }

    /** Sends a letter now, or when there is a line again. */
    void send(Letter letter) {
        letters.put(letter.clientMsgId(), letter);
        unacknowledged.put(letter.number(), letter);
        post(letter);
    }

    private void post(Letter letter) {
        Line current = line;
        if (current != null && welcome) {
            letter.lastSent().set(System.nanoTime());
            current.send(Map.of("type", "send_message", "conversation_id", letter.conversation(), "content",
                    letter.content(), "content_type", "text", "client_msg_id", letter.clientMsgId()));
        }
    }

    private void live() {
        long pause = TICK_MS;
        try {
            while (!over) {
                Line next;
                try {
                    next = Line.open(socket, tokenInFrame ? null : token, this);
                } catch (IOException e) {
                    ledger.turnedAway(name, e.getMessage());
                    TimeUnit.MILLISECONDS.sleep(pause + Math.floorMod(name.hashCode(), pause));
                    pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
                    continue;
                }
                pause = TICK_MS;
                connected(next);
                stay(next);
                line = null;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void connected(Line next) {
        ledger.connected(name);
        welcome = false;
        greet(next);
        line = next;
    }

    /** Nobody answers a token; that a sync is answered shows that it was good. */
    private void greet(Line next) {
        stranger.set(false);
        if (tokenInFrame) {
            next.send(Map.of("type", "auth", "token", token));
        }
        catchUp(next);
    }

    private void catchUp(Line next) {
        var known = new LinkedHashMap<String, Long>();
        shelves.forEach((conversation, shelf) -> known.put(conversation, shelf.whole()));
        syncAsked = System.nanoTime();
        syncing = true;
        next.send(Map.of("type", "sync", "conversations", known));
    }

    private void stay(Line current) throws InterruptedException {
        while (!over && current.isOpen() && current.silence() < SILENCE_NS) {
            TimeUnit.MILLISECONDS.sleep(TICK_MS);
            if (current.silence() > SILENCE_NS / 4) {
                current.send(Map.of("type", "ping"));
            }
            boolean overdue = syncing && System.nanoTime() - syncAsked > SYNC_NS;
            if (stranger.get()) {
                greet(current);
            } else if (overdue || (!syncing && behind.getAndSet(false))) {
                catchUp(current);
            }
            for (Letter letter : unacknowledged.values()) {
                if (System.nanoTime() - letter.lastSent().get() > RESEND_NS) {
                    post(letter);
                }
            }
        }
        current.abort();
    }

    @Override
    public void frame(Line from, JsonNode frame) {
        switch (frame.path("type").asString("")) {
            case "new_message" -> message(from, frame);
            case "message_ack" -> acknowledged(frame);
            case "message_status" -> receipts.told(frame, ledger);
            case "sync_done" -> {
                synced = true;
                welcome = true;
                syncing = false;
                reset |= frame.path("reset").asBoolean(false);
            }
            case "error" -> {
                ledger.error(frame);
                stranger.compareAndSet(false, frame.path("code").asString("").equals("unauthenticated"));
            }
            default -> {}
        }
    }

    private void message(Line from, JsonNode frame) {
        String conversation = frame.path("conversation_id").asString("");
        long seq = frame.path("seq").asLong(0);
        Shelf shelf = put(conversation, seq, frame.path("content").asString(""));
        if (shelf == null) {
            return;
        }
        if (shelf.whole() < seq) {
            behind.set(true);
        } else if (seq % DELIVERED_EVERY == 0) {
            from.send(Map.of("type", seq % READ_EVERY == 0 ? "read" : "delivered", "conversation_id", conversation,
                    "seq", seq));
        }
    }

    private void acknowledged(JsonNode frame) {
        Letter letter = letters.get(frame.path("client_msg_id").asString(""));
        if (letter == null) {
            ledger.contradiction(name + " was acknowledged what it never sent: " + frame);
            return;
        }
        ledger.acknowledged(letter, frame);
        put(letter.conversation(), frame.path("seq").asLong(0), letter.content());
        unacknowledged.remove(letter.number());
        letter.answer().complete(null);
    }

    private @Nullable Shelf put(String conversation, long seq, String content) {
        Shelf shelf = shelves.get(conversation);
        if (shelf == null) {
            ledger.contradiction(name + " was sent a message of " + conversation + ", where it has no place");
        } else if (!shelf.put(seq, content)) {
            ledger.contradiction(name + " was told two messages for place " + seq + " of " + conversation);
        }
        return shelf;
    }

    String name() {
        return name;
    }

    /** True while it has a line and has caught up once on it. */
    boolean isConnected() {
        Line current = line;
        return current != null && current.isOpen() && welcome;
    }

    int unacknowledged() {
        return unacknowledged.size();
    }

    Map<String, Shelf> shelves() {
        return shelves;
    }

    /** True once a sync has come to its end. */
    boolean synced() {
        return synced;
    }

    /** True when the platform said that it could not give everything. */
    boolean wasReset() {
        return reset;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        life.join();
    }
}
