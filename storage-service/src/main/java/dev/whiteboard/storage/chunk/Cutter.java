package dev.whiteboard.storage.chunk;

/** Says where a stream of bytes is cut into chunks. */
public interface Cutter {

    /** No chunk is longer. */
    int longest();

    /**
     * The end of the chunk that begins at {@code from}. There have to be {@link #longest} bytes, or all that are left.
     *
     * @param to the end of the bytes that are there
     */
    int cut(byte[] bytes, int from, int to);
}
