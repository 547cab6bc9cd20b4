package dev.whiteboard.shortener.click.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** How a record lies in a file: its length, the CRC-32C of its bytes, its bytes. A frame that a crash cut short does not check. */
final class Frame {
    static final int HEADER = Integer.BYTES + Integer.BYTES;
    static final int LONGEST = 4 * 1024;

    private Frame() {}

    static void write(ByteBuffer to, byte[] record) {
        to.putInt(record.length).putInt(checksum(record)).put(record);
    }

    /** @return the next record, or null (and the buffer as it was) if there is no whole one */
    static byte @Nullable [] read(ByteBuffer from) {
        if (from.remaining() < HEADER) {
            return null;
        }
        int start = from.position();
        int length = from.getInt();
        int checksum = from.getInt();
        if (length < 0 || length > LONGEST || length > from.remaining()) {
            from.position(start);
            return null;
        }
        byte[] record = new byte[length];
        from.get(record);
        if (checksum(record) != checksum) {
            from.position(start);
            return null;
        }
        return record;
    }

    private static int checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }
}
