package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.live.Delivery;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one socket has come in each conversation, so that whatever arrives, and however often, what it is sent is dense.
 * Used on the socket's own thread only.
 */
final class Progress {
    /** What is to be done with an entry that arrives live. */
    enum Step {
        /** It is next. */
        SEND,
        /** The socket has it, or will be sent it with what it is being caught up on. */
        IGNORE,
        /** Something before it is missing: from now on the conversation is being caught up. */
        CATCH_UP
    }

    private @Nullable Positions positions;
    private @Nullable Catchup catchup;

    /** @param openedAtMillis what was said before concerns a socket only if it has seen something of the conversation */
    Step arrived(Delivery delivery, long openedAtMillis) {
        long conversation = delivery.conversationId();
        if (catchup != null && catchup.concerns(conversation)) {
            catchup.note(conversation, delivery.seq());
            return Step.IGNORE;
        }
        long place = place(conversation);
        boolean fresh = place == Positions.NONE;
        if (fresh ? delivery.sentAtMillis() < openedAtMillis : delivery.seq() <= place) {
            return Step.IGNORE;
        }
        if (fresh || delivery.seq() == place + 1) {
            reached(conversation, delivery.seq());
            return Step.SEND;
        }
        return fallBehind(conversation, delivery.seq());
    }

    private Step fallBehind(long conversation, long seq) {
        if (catchup != null) {
            catchup.note(conversation, seq);
            return Step.IGNORE;
        }
        catchup = new Catchup(false, Set.of(conversation));
        return Step.CATCH_UP;
    }

    long place(long conversation) {
        return positions == null ? Positions.NONE : positions.get(conversation);
    }

    void reached(long conversation, long seq) {
        if (positions == null) {
            positions = new Positions();
        }
        positions.set(conversation, seq);
    }

    /** @return false if it is being caught up already */
    boolean begin(Catchup begun) {
        if (catchup != null) {
            return false;
        }
        catchup = begun;
        return true;
    }

    /** What has come meanwhile and has to be read as well. */
    Map<Long, Long> behind() {
        return catchup == null ? Map.of() : catchup.behind(positions);
    }

    void live() {
        catchup = null;
    }
}
