package dev.whiteboard.storage.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream and hands on its chunks. */
public final class Splitter {
    /** Small enough that what a source copies through a buffer of its own stays in the processor's cache. */
    private static final int SLICE = 128 * 1024;

    private final Cutter cutter;

    public Splitter(Cutter cutter) {
        this.cutter = cutter;
    }

    /** Gets each chunk, in order, in an array of its own. */
    public interface Receiver {
        void receive(byte[] chunk) throws IOException;
    }

    public void split(InputStream source, Receiver receiver) throws IOException {
        byte[] buffer = new byte[2 * cutter.longest()];
        int from = 0;
        int to = 0;
        boolean more = true;
        while (true) {
            int end = from < to ? cutter.cut(buffer, from, to) : to;
            if (end == to && more && to - from < cutter.longest()) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
                int filled = fill(buffer, to, source);
                more = filled == buffer.length;
                to = filled;
            } else if (from == to) {
                return;
            } else {
                receiver.receive(Arrays.copyOfRange(buffer, from, end));
                from = end;
            }
        }
    }

    /** @return where the bytes in the buffer end; before its end only if the source has no more */
    private static int fill(byte[] buffer, int from, InputStream source) throws IOException {
        int to = from;
        while (to < buffer.length) {
            int wanted = Math.min(SLICE, buffer.length - to);
            int read = source.readNBytes(buffer, to, wanted);
            to += read;
            if (read < wanted) {
                break;
            }
        }
        return to;
    }
}
