package dev.whiteboard.storage.chunk;

/** How the server cuts a file that comes whole. */
public enum Chunking {
    /** Every 4 MiB. */
    FIXED,
    /** Where the content says so: 256 KiB to 4 MiB, 1 MiB on average. */
    CONTENT;

    public Cutter cutter() {
        return this == FIXED ? new FixedSize(FixedSize.USUAL) : new FastCdc();
    }
}
