package dev.whiteboard.chat.live;

import dev.whiteboard.chat.log.Entry;

/**
 * An entry on its way to sockets.
 *
 * @param version of the members it was written under: nobody who had left by then gets it
 * @param origin the connection that sent it, which has its acknowledgement instead
 * @param sentAtMillis on the database's clock
 * @param wire the frame, ready to be written
 */
public record Delivery(long conversationId, long seq, long version, long origin, long sentAtMillis, byte[] wire) {
    public static Delivery of(Entry entry, long origin) {
        return new Delivery(entry.conversationId(), entry.seq(), entry.memberVersion(), origin,
                entry.sentAt().toEpochMilli(), Wire.text(NewMessage.of(entry)));
    }
}
