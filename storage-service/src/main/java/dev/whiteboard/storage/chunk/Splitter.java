package dev.whiteboard.storage.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream and hands on its chunks. */
public final class Splitter {
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
        while (more || from < to) {
            if (more && to - from < cutter.longest()) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
                int read = source.readNBytes(buffer, to, buffer.length - to);
                more = read == buffer.length - to;
                to += read;
            }
            if (from < to) {
                int end = cutter.cut(buffer, from, to);
                receiver.receive(Arrays.copyOfRange(buffer, from, end));
                from = end;
            }
        }
    }
}
