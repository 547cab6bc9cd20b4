package dev.whiteboard.video.mp4;

import dev.whiteboard.video.mp4.Boxes.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fragmented MP4 with one track: what initialises a decoder, and fragments that each begin with a frame that needs no
 * other.
 */
public final class Fragments {
    private static final int HEADER = 8;
    private static final int FULL_HEADER = 12;

    private final Path file;
    private final byte[] init;
    private final List<Fragment> fragments;

    /**
     * A fragment.
     *
     * @param time when it begins, in ticks of its track
     * @param samples how many frames it has, of pictures or of sound
     */
    public record Fragment(long at, int length, long time, int samples) {}

    private Fragments(Path file, byte[] init, List<Fragment> fragments) {
        this.file = file;
        this.init = init;
        this.fragments = List.copyOf(fragments);
    }

    public static Fragments of(Path file) {
        List<Box> boxes = Boxes.in(file);
        int first = first(boxes, "moof");
        List<Fragment> fragments = new ArrayList<>();
        for (int box = first; box + 1 < boxes.size(); box++) {
            if (boxes.get(box).type().equals("moof")) {
                fragments.add(fragment(file, boxes.get(box), boxes.get(box + 1)));
            }
        }
        return new Fragments(file, read(file, 0, Math.toIntExact(boxes.get(first).at())), fragments);
    }

    private static int first(List<Box> boxes, String type) {
        for (int box = 0; box < boxes.size(); box++) {
            if (boxes.get(box).type().equals(type)) {
                return box;
            }
        }
        throw new IllegalArgumentException("there is no " + type);
    }

    private static Fragment fragment(Path file, Box moof, Box mdat) {
        ByteBuffer bytes = ByteBuffer.wrap(read(file, moof.at(), Math.toIntExact(moof.length())));
        int traf = find(bytes, HEADER, bytes.capacity(), "traf");
        int end = traf + bytes.getInt(traf);
        int tfdt = find(bytes, traf + HEADER, end, "tfdt");
        int samples = Boxes.in(bytes, traf + HEADER, end).stream().filter(box -> box.type().equals("trun"))
                .mapToInt(box -> bytes.getInt(Math.toIntExact(box.at()) + FULL_HEADER)).sum();
        return new Fragment(moof.at(), Math.toIntExact(moof.length() + mdat.length()), time(bytes, tfdt), samples);
    }

    public byte[] init() {
        return init.clone();
    }

    public List<Fragment> all() {
        return fragments;
    }

    /** Whole fragments as one segment, so much later, and numbered on from there. */
    public byte[] segment(List<Fragment> parts, long later, int number) {
        ByteBuffer segment = ByteBuffer.allocate(parts.stream().mapToInt(Fragment::length).sum());
        int sequence = number;
        for (Fragment part : parts) {
            segment.put(moved(part, later, ++sequence));
        }
        return segment.array();
    }

    private byte[] moved(Fragment part, long later, int sequence) {
        byte[] fragment = read(file, part.at(), part.length());
        ByteBuffer bytes = ByteBuffer.wrap(fragment);
        int moof = bytes.getInt(0);
        int mfhd = find(bytes, HEADER, moof, "mfhd");
        bytes.putInt(mfhd + FULL_HEADER, sequence);
        int traf = find(bytes, HEADER, moof, "traf");
        int tfdt = find(bytes, traf + HEADER, traf + bytes.getInt(traf), "tfdt");
        if (bytes.get(tfdt + HEADER) == 1) {
            bytes.putLong(tfdt + FULL_HEADER, time(bytes, tfdt) + later);
        } else {
            bytes.putInt(tfdt + FULL_HEADER, Math.toIntExact(time(bytes, tfdt) + later));
        }
        return fragment;
    }

    private static long time(ByteBuffer bytes, int tfdt) {
        return bytes.get(tfdt + HEADER) == 1
                ? bytes.getLong(tfdt + FULL_HEADER)
                : Integer.toUnsignedLong(bytes.getInt(tfdt + FULL_HEADER));
    }

    private static int find(ByteBuffer bytes, int from, int to, String type) {
        return Boxes.in(bytes, from, to).stream().filter(box -> box.type().equals(type)).findFirst()
                .map(box -> Math.toIntExact(box.at()))
                .orElseThrow(() -> new IllegalArgumentException("there is no " + type));
    }

    /** How a player is told what decodes it (RFC 6381), read from the decoder's own description. */
    public String codec() {
        String text = new String(init, StandardCharsets.ISO_8859_1);
        int avc = text.indexOf("avcC");
        return avc < 0
                ? "mp4a.40.2"
                : "avc1.%02x%02x%02x".formatted(init[avc + 5] & 0xFF, init[avc + 6] & 0xFF, init[avc + 7] & 0xFF);
    }

    private static byte[] read(Path file, long at, int length) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            for (int read = 0; read >= 0 && bytes.hasRemaining();) {
                read = channel.read(bytes, at + bytes.position());
            }
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException(file.getFileName() + " ends within a box");
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
