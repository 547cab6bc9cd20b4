package dev.whiteboard.chat.live;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one node tells others, as bytes: who says it, a letter for the kind, fixed numbers, then the frame. */
sealed interface News {

    record Written(Delivery delivery) implements News {}

    /** A conversation has grown; who is concerned reads its log. */
    record Grown(long conversationId, long seq, long version) implements News {}

    record Mentioned(Ephemeral ephemeral) implements News {}

    record MembersChanged(long conversationId, long version) implements News {}

    /** A user came or may have gone. */
    record Moved(long userId, boolean arrived) implements News {}

    default byte[] bytes(long node) {
        return switch (this) {
            case Written(Delivery d) -> bytes(node, 'w', d.wire(), d.conversationId(), d.seq(), d.version(), d.origin(),
                    d.sentAtMillis());
            case Grown(long conversation, long seq, long version) ->
                bytes(node, 'g', new byte[0], conversation, seq, version);
            case Mentioned(Ephemeral e) ->
                bytes(node, 'm', e.wire(), e.conversationId(), e.version(), e.except(), e.mark(), e.value());
            case MembersChanged(long conversation, long version) ->
                bytes(node, 'c', new byte[0], conversation, version);
            case Moved(long user, boolean arrived) -> bytes(node, 'p', new byte[0], user, arrived ? 1 : 0);
        };
    }

    private static byte[] bytes(long node, char kind, byte[] wire, long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(1 + (1 + numbers.length) * Long.BYTES + wire.length).putLong(node)
                .put((byte) kind);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        return buffer.put(wire).array();
    }

    /** @return null for what this node said itself, and for what a newer version may say */
    static @Nullable News read(byte[] bytes, long self) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getLong() == self) {
            return null;
        }
        return switch ((char) in.get()) {
            case 'w' -> new Written(new Delivery(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(),
                    rest(in)));
            case 'g' -> new Grown(in.getLong(), in.getLong(), in.getLong());
            case 'm' -> new Mentioned(new Ephemeral(in.getLong(), in.getLong(), in.getLong(), in.getLong(),
                    in.getLong(), rest(in)));
            case 'c' -> new MembersChanged(in.getLong(), in.getLong());
            case 'p' -> new Moved(in.getLong(), in.getLong() == 1);
            default -> null;
        };
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }
}
