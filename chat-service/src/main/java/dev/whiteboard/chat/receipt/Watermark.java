package dev.whiteboard.chat.receipt;

/** How far one device has come in one conversation. What is read has been delivered. */
record Watermark(long conversationId, long userId, String device, long delivered, long read) {

    /** The higher of both in each respect: in whatever order receipts arrive, and however often, the result is the same. */
    Watermark merge(Watermark other) {
        return new Watermark(conversationId, userId, device, Math.max(delivered, other.delivered),
                Math.max(read, other.read));
    }

    record Key(long conversationId, long userId, String device) {}

    Key key() {
        return new Key(conversationId, userId, device);
    }
}
