package dev.whiteboard.video.mp4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The boxes of an MP4, one after the other. */
final class Boxes {
    private static final int TYPE = 4;
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;

    private Boxes() {}

    /** @param at where it begins, with its header */
    record Box(String type, long at, long length) {}

    static List<Box> in(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            List<Box> boxes = new ArrayList<>();
            for (long at = 0; at < channel.size();) {
                ByteBuffer head = ByteBuffer.allocate(LARGE_HEADER);
                channel.read(head, at);
                head.flip();
                Box box = box(head, at);
                boxes.add(box);
                at += box.length();
            }
            return boxes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those directly within a part of a buffer. */
    static List<Box> in(ByteBuffer bytes, int from, int to) {
        List<Box> boxes = new ArrayList<>();
        for (int at = from; at + HEADER <= to;) {
            Box box = box(bytes.slice(at, to - at), at);
            boxes.add(box);
            at += Math.toIntExact(box.length());
        }
        return boxes;
    }

    private static Box box(ByteBuffer head, long at) {
        long length = Integer.toUnsignedLong(head.getInt(0));
        byte[] type = new byte[TYPE];
        head.get(TYPE, type);
        if (length == 1) {
            length = head.getLong(HEADER);
        }
        if (length < HEADER) {
            throw new IllegalArgumentException("a box at " + at + " has no end");
        }
        return new Box(new String(type, StandardCharsets.ISO_8859_1), at, length);
    }
}
