package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.id.Ids;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a client has come in each of its conversations, as text that it keeps for us. It is not signed: what may be read
 * is decided by membership when it is read, so a client that changes its cursor only misleads itself.
 */
final class SyncCursor {
    private static final byte VERSION = 1;
    /** What fits into a frame. */
    static final int MOST = 3_000;

    private SyncCursor() {}

    static String write(long userId, Map<Long, Long> places) {
        int count = Math.min(MOST, places.size());
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + count * 2 * Long.BYTES).put(VERSION).putLong(userId);
        places.entrySet().stream().limit(count).forEach(place -> {
            bytes.putLong(place.getKey());
            bytes.putLong(place.getValue());
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Nothing if it is not a cursor of that user. */
    static Optional<Map<Long, Long>> read(long userId, String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.get() != VERSION || bytes.getLong() != userId) {
                return Optional.empty();
            }
            Map<Long, Long> places = new LinkedHashMap<>();
            while (bytes.hasRemaining()) {
                places.put(bytes.getLong(), Math.max(0, bytes.getLong()));
            }
            return Optional.of(places);
        } catch (IllegalArgumentException | BufferUnderflowException notACursor) {
            return Optional.empty();
        }
    }

    /** The places that a client wrote out; nothing if one of them is no place. */
    static Optional<Map<Long, Long>> named(Map<String, Long> conversations) {
        Map<Long, Long> places = new LinkedHashMap<>();
        for (var one : conversations.entrySet()) {
            var id = Ids.CONVERSATION.parse(one.getKey());
            if (id.isEmpty() || one.getValue() == null || one.getValue() < 0) {
                return Optional.empty();
            }
            places.put(id.getAsLong(), one.getValue());
        }
        return Optional.of(places);
    }
}
