package dev.whiteboard.shortener.click;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/** A click on its way to Kafka, and its compact form in the spool: about 140 bytes, not much more than half of its JSON. */
record SpooledClick(ClickEvent event, String traceparent) {
    private static final int FORMAT = 1;

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(160);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(event.eventId().getMostSignificantBits());
            out.writeLong(event.eventId().getLeastSignificantBits());
            out.writeUTF(event.shortKey());
            out.writeBoolean(event.bot());
            out.writeUTF(event.referrer());
            out.writeUTF(event.country());
            out.writeUTF(event.device());
            out.writeUTF(event.browser());
            out.writeBoolean(event.visitor() != null);
            out.writeLong(event.visitor() == null ? 0 : event.visitor());
            out.writeUTF(traceparent);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static SpooledClick of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("unknown format of a spooled click: " + format);
            }
            var id = new UUID(in.readLong(), in.readLong());
            String shortKey = in.readUTF();
            boolean bot = in.readBoolean();
            String referrer = in.readUTF();
            String country = in.readUTF();
            String device = in.readUTF();
            String browser = in.readUTF();
            boolean known = in.readBoolean();
            long visitor = in.readLong();
            var event = new ClickEvent(id, shortKey, Instant.ofEpochMilli(ClickIds.millis(id)), bot, referrer, country,
                    device, browser, known ? visitor : null);
            return new SpooledClick(event, in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException("a spooled click that checks is whole", e);
        }
    }
}
