package dev.whiteboard.chat.socket;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket that is being sent what it missed. Live entries of the conversations concerned are noted instead of sent, and
 * when all has been read, what was noted meanwhile is read as well: so nothing is sent twice, out of order or not at all.
 * Used on the socket's own thread only.
 */
final class Catchup {
    private final boolean everything;
    private final Set<Long> conversations = new HashSet<>();
    private final Map<Long, Long> noted = new HashMap<>();

    /** @param everything whether conversations that are not named are concerned, too */
    Catchup(boolean everything, Set<Long> conversations) {
        this.everything = everything;
        this.conversations.addAll(conversations);
    }

    boolean concerns(long conversationId) {
        return everything || conversations.contains(conversationId);
    }

    void note(long conversationId, long seq) {
        conversations.add(conversationId);
        noted.merge(conversationId, seq, Math::max);
    }

    /** What has been noted beyond the socket's places, to be read from there. */
    Map<Long, Long> behind(@Nullable Positions positions) {
        Map<Long, Long> from = new LinkedHashMap<>();
        noted.forEach((conversation, seq) -> {
            long place = positions == null ? Positions.NONE : positions.get(conversation);
            if (place < seq) {
                from.put(conversation, place == Positions.NONE ? seq - 1 : place);
            }
        });
        noted.clear();
        return from;
    }
}
