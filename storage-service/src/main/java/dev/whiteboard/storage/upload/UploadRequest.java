package dev.whiteboard.storage.upload;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.ChunkRef;
import dev.whiteboard.storage.chunk.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/files/upload/init}. Without {@code chunk_sizes} every chunk but the last has 4 MiB. */
record UploadRequest(String fileName, long fileSize, @Nullable String parentFolderId, @Nullable Integer baseVersion,
        List<@Nullable String> chunkHashes, @Nullable List<@Nullable Integer> chunkSizes) {
    static final int MOST_CHUNKS = 20_000;
    private static final int USUAL = 4 * 1024 * 1024;

    Manifest manifest(long largestFile) {
        if (fileSize < 0 || fileSize > largestFile) {
            throw refused("file_size", "must be 0 to " + largestFile);
        }
        if (baseVersion != null && baseVersion < 1) {
            throw refused("base_version", "must be at least 1");
        }
        if (chunkHashes.size() > MOST_CHUNKS) {
            throw refused("chunk_hashes", "must be at most " + MOST_CHUNKS);
        }
        List<@Nullable Integer> sizes = chunkSizes == null ? usualSizes() : chunkSizes;
        if (sizes.size() != chunkHashes.size()) {
            throw refused(chunkSizes == null ? "chunk_hashes" : "chunk_sizes",
                    "must be as many as there are chunks: " + sizes.size() + " sizes, " + chunkHashes.size()
                            + " hashes");
        }
        return new Manifest(chunks(sizes));
    }

    private List<@Nullable Integer> usualSizes() {
        List<@Nullable Integer> sizes = new ArrayList<>();
        for (long left = fileSize; left > 0 && sizes.size() <= MOST_CHUNKS; left -= USUAL) {
            sizes.add((int) Math.min(left, USUAL));
        }
        return sizes;
    }

    private List<ChunkRef> chunks(List<@Nullable Integer> sizes) {
        List<ChunkRef> chunks = new ArrayList<>();
        Map<ChunkHash, Integer> seen = new HashMap<>();
        long sum = 0;
        for (int i = 0; i < sizes.size(); i++) {
            Integer size = sizes.get(i);
            int index = i;
            if (size == null || size < 1 || size > ChunkRef.LARGEST) {
                throw refused("chunk_sizes[" + i + "]", "must be 1 to " + ChunkRef.LARGEST);
            }
            ChunkHash hash = Optional.ofNullable(chunkHashes.get(i)).flatMap(ChunkHash::parse).orElseThrow(
                    () -> refused("chunk_hashes[" + index + "]", "must be 64 lower-case hexadecimal digits"));
            if (!seen.computeIfAbsent(hash, ignored -> size).equals(size)) {
                throw refused("chunk_sizes[" + i + "]", "is not what the same chunk had before");
            }
            sum += size;
            chunks.add(new ChunkRef(hash, size));
        }
        if (sum != fileSize) {
            throw refused("chunk_sizes", "must add up to file_size");
        }
        return chunks;
    }

    private static RuntimeException refused(String field, String message) {
        return Problem.of(VALIDATION_ERROR, message).field(field).asException();
    }
}
