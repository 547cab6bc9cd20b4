package dev.whiteboard.drills.chat;

import dev.whiteboard.drills.Journal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the clients were told, kept outside the platform. */
final class Ledger {
    private final Journal journal;
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Letter> written = new ConcurrentHashMap<>();
    private final List<String> contradictions = new CopyOnWriteArrayList<>();
    private final List<String> receiptsGoneBack = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();
    private final AtomicLong receipts = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    Ledger(Journal journal) {
        this.journal = journal;
    }

    /** What a message was acknowledged as. */
    record Acknowledged(Letter letter, String messageId, long seq) {}

    void written(Letter letter) {
        written.put(letter.content(), letter);
    }

    void acknowledged(Letter letter, JsonNode frame) {
        var told = new Acknowledged(letter, frame.path("server_msg_id").asString(""), frame.path("seq").asLong(0));
        journal.note("ack " + letter.clientMsgId() + " " + letter.conversation() + " " + told.seq() + " "
                + told.messageId());
        Acknowledged before = acknowledged.putIfAbsent(letter.clientMsgId(), told);
        if (before != null && (before.seq() != told.seq() || !before.messageId().equals(told.messageId()))) {
            contradiction(letter.clientMsgId() + " acknowledged as " + before.seq() + " and as " + told.seq());
        }
    }

    void contradiction(String what) {
        journal.note("contradiction " + what);
        contradictions.add(what);
    }

    void receiptWentBack(String what) {
        journal.note("receipt went back " + what);
        receiptsGoneBack.add(what);
    }

    void error(JsonNode frame) {
        journal.note("error " + frame);
        errors.computeIfAbsent(frame.path("code").asString("?"), code -> new AtomicLong()).incrementAndGet();
    }

    void receipt() {
        receipts.incrementAndGet();
    }

    void connected(String device) {
        journal.note("connected " + device);
        connections.incrementAndGet();
    }

    void turnedAway(String device, @Nullable String why) {
        journal.note("turned away " + device + " " + why);
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged.values());
    }

    boolean wasWritten(String content) {
        return written.containsKey(content);
    }

    int letters() {
        return written.size();
    }

    List<String> contradictions() {
        return contradictions;
    }

    List<String> receiptsGoneBack() {
        return receiptsGoneBack;
    }

    Map<String, AtomicLong> errors() {
        return errors;
    }

    long receipts() {
        return receipts.get();
    }

    long connections() {
        return connections.get();
    }
}
