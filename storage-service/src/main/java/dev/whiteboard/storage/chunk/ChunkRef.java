package dev.whiteboard.storage.chunk;

/** One chunk of a file: its name and its length. */
public record ChunkRef(ChunkHash hash, int size) {
    /** What a chunk may have at most. */
    public static final int LARGEST = 8 * 1024 * 1024;
}
