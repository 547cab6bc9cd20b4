package dev.whiteboard.drills.chat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** How far the others have received and read, as one device was told: it may only grow. */
final class Receipts {
    private final Map<String, Long> marks = new ConcurrentHashMap<>();

    /** Takes in a {@code message_status}; tells the ledger when it is behind an earlier one. */
    void told(JsonNode frame, Ledger ledger) {
        ledger.receipt();
        String conversation = frame.path("conversation_id").asString("");
        long seq = frame.path("seq").asLong(0);
        String user = frame.path("user_id").asString("");
        if (!user.isEmpty()) {
            grows(conversation + " " + user + " " + frame.path("status").asString(""), seq, ledger);
        }
        for (String count : new String[]{"delivered_count", "read_count"}) {
            if (frame.has(count)) {
                grows(conversation + " " + seq + " " + count, frame.path(count).asLong(0), ledger);
            }
        }
    }

    private void grows(String mark, long value, Ledger ledger) {
        Long before = marks.put(mark, value);
        if (before != null && before > value) {
            ledger.receiptWentBack(mark + ": " + value + " after " + before);
        }
    }
}
