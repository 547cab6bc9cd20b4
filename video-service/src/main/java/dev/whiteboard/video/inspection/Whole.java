package dev.whiteboard.video.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds out whether a file has its end. MP4 is a row of boxes and Matroska one large element, each of which says how long
 * it is; what says that it is longer than the file has been cut off.
 */
final class Whole {
    private static final int HEADER = 16;
    private static final int SMALL_HEADER = 8;
    private static final int MOST_BOXES = 10_000;
    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int ID = 4;
    private static final int ELEMENTS = 256;

    private Whole() {}

    /** Reads a file here and there. */
    interface Bytes {
        /** @return so many bytes from there, or fewer at the end */
        byte[] at(long position, int length);
    }

    /** @return what is wrong, if it is known to be cut off */
    static Optional<String> cutOff(Bytes bytes, long size) {
        ByteBuffer head = ByteBuffer.wrap(bytes.at(0, HEADER));
        if (head.remaining() < SMALL_HEADER) {
            return Optional.empty();
        }
        if (head.getInt(0) == EBML) {
            return matroska(bytes, size);
        }
        return type(head).equals("ftyp") ? boxes(bytes, size) : Optional.empty();
    }

    private static Optional<String> boxes(Bytes bytes, long size) {
        boolean described = false;
        long at = 0;
        for (int box = 0; at < size && box < MOST_BOXES; box++) {
            ByteBuffer head = ByteBuffer.wrap(bytes.at(at, HEADER));
            if (head.remaining() < SMALL_HEADER) {
                return Optional.of("ends within a box");
            }
            long length = Integer.toUnsignedLong(head.getInt(0));
            if (length == 1 && head.remaining() == HEADER) {
                length = head.getLong(SMALL_HEADER);
            }
            described |= type(head).equals("moov");
            if (length == 0) {
                break;
            }
            if (length < SMALL_HEADER || at + length > size) {
                return Optional.of("its box " + type(head) + " ends beyond its end");
            }
            at += length;
        }
        return described ? Optional.empty() : Optional.of("lacks the description that is written last");
    }

    private static String type(ByteBuffer head) {
        return new String(head.array(), ID, ID, StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> matroska(Bytes bytes, long size) {
        ByteBuffer head = ByteBuffer.wrap(bytes.at(0, ELEMENTS));
        head.position(ID);
        long begin = vint(head);
        if (begin < 0 || begin > head.remaining() - HEADER) {
            return Optional.empty();
        }
        head.position(head.position() + (int) begin);
        if (head.getInt() != SEGMENT) {
            return Optional.empty();
        }
        long length = vint(head);
        return length >= 0 && head.position() + length > size
                ? Optional.of("its segment ends beyond its end")
                : Optional.empty();
    }

    /** @return a number of variable length; less than 0 if it is unknown */
    private static long vint(ByteBuffer from) {
        int first = from.get() & 0xFF;
        int more = Integer.numberOfLeadingZeros(first) - 24;
        if (more > 7) {
            return -1;
        }
        long value = first & (0x7F >> more);
        boolean unknown = value == (0x7F >> more);
        for (int octet = 0; octet < more; octet++) {
            int next = from.get() & 0xFF;
            unknown &= next == 0xFF;
            value = value << 8 | next;
        }
        return unknown ? -1 : value;
    }
}
