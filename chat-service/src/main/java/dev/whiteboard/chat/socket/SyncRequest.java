package dev.whiteboard.chat.socket;

import dev.whiteboard.common.problem.ErrorCode;
import java.util.Map;

/**
 * From where a client wants to be caught up.
 *
 * @param known how far it has come, as it says
 * @param onlyThese whether it is about no other conversations than those
 */
record SyncRequest(Map<Long, Long> known, boolean onlyThese) {
    /** @throws Fault if the frame names no such places */
    static SyncRequest of(long userId, ClientFrame.Sync frame) {
        if (frame.cursor() != null && frame.conversations() != null) {
            throw new Fault(ErrorCode.VALIDATION_ERROR, "a sync starts from a cursor or from conversations", "cursor");
        }
        if (frame.cursor() != null) {
            return new SyncRequest(SyncCursor.read(userId, frame.cursor())
                    .orElseThrow(() -> new Fault(ErrorCode.INVALID_CURSOR, "is not a cursor of yours", "cursor")),
                    false);
        }
        if (frame.conversations() != null) {
            return new SyncRequest(SyncCursor.named(frame.conversations()).orElseThrow(
                    () -> new Fault(ErrorCode.VALIDATION_ERROR, "names a conversation and a seq", "conversations")),
                    true);
        }
        return new SyncRequest(Map.of(), false);
    }

    Catchup catchup() {
        return new Catchup(!onlyThese, known.keySet());
    }
}
