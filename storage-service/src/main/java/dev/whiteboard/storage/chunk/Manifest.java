package dev.whiteboard.storage.chunk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file as the ordered list of its chunks. */
public record Manifest(List<ChunkRef> chunks) {
    private static final int ENTRY = ChunkHash.BYTES + Integer.BYTES;
    private static final int ETAG_DIGITS = 32;
    public static final Manifest EMPTY = new Manifest(List.of());

    public Manifest {
        chunks = List.copyOf(chunks);
    }

    /** 36 bytes for each chunk: its hash, then its length. */
    public static Manifest decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<ChunkRef> chunks = new ArrayList<>(bytes.length / ENTRY);
        byte[] hash = new byte[ChunkHash.BYTES];
        while (buffer.hasRemaining()) {
            buffer.get(hash);
            chunks.add(new ChunkRef(ChunkHash.of(hash), buffer.getInt()));
        }
        return new Manifest(chunks);
    }

    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(chunks.size() * ENTRY);
        chunks.forEach(chunk -> buffer.put(chunk.hash().bytes()).putInt(chunk.size()));
        return buffer.array();
    }

    public long size() {
        return chunks.stream().mapToLong(ChunkRef::size).sum();
    }

    /** Equal for equal lists of chunks, so never equal for different bytes. */
    public String etag() {
        byte[] bytes = encode();
        return ChunkHash.ofBytes(bytes, 0, bytes.length).hex().substring(0, ETAG_DIGITS);
    }

    /** Each chunk once, in the order in which rows are locked. */
    public Map<ChunkHash, Integer> distinct() {
        Map<ChunkHash, Integer> distinct = new TreeMap<>();
        chunks.forEach(chunk -> distinct.put(chunk.hash(), chunk.size()));
        return distinct;
    }
}
