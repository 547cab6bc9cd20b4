package dev.whiteboard.storage.upload;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.ChunkRef;
import dev.whiteboard.storage.chunk.ChunkVault;
import dev.whiteboard.storage.chunk.Manifest;
import dev.whiteboard.storage.chunk.Splitter;
import dev.whiteboard.storage.tree.FileName;
import dev.whiteboard.storage.version.Committed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes a file as one body: cuts it while it comes, hashes and stores a few chunks at a time, commits at the end. At most
 * {@code parallel} chunks are in memory, whatever the file's size.
 */
@Service
class WholeFile {
    private final Uploads uploads;
    private final ChunkVault vault;
    private final UploadProperties properties;

    WholeFile(Uploads uploads, ChunkVault vault, UploadProperties properties) {
        this.uploads = uploads;
        this.vault = vault;
        this.properties = properties;
    }

    /** @param length of the body; negative if nobody knows, then room is set aside as bytes come */
    Committed receive(String userId, String userName, long parentId, FileName name, @Nullable Integer baseVersion,
            long length, InputStream body) throws IOException {
        Upload upload = uploads.begin(userId, parentId, name, baseVersion, Manifest.EMPTY, Math.max(0, length))
                .upload();
        try {
            Manifest manifest = store(upload, length, body);
            CrashPoint.reached("upload.admitted");
            Committed committed = uploads.commit(upload, userName, manifest);
            CrashPoint.reached("upload.committed");
            return committed;
        } catch (IOException | RuntimeException broken) {
            uploads.end(upload.id());
            throw broken;
        }
    }

    private Manifest store(Upload upload, long length, InputStream body) throws IOException {
        List<Future<ChunkRef>> stored = new ArrayList<>();
        var room = new Semaphore(properties.parallel());
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            new Splitter(properties.chunking().cutter()).split(body, bytes -> {
                if (length < 0) {
                    uploads.grow(upload, bytes.length);
                }
                acquire(room);
                stored.add(executor.submit(() -> {
                    try {
                        return store(upload, bytes);
                    } finally {
                        room.release();
                    }
                }));
                failEarly(stored);
            });
        }
        return new Manifest(stored.stream().map(Together::result).toList());
    }

    private ChunkRef store(Upload upload, byte[] bytes) {
        ChunkRef chunk = new ChunkRef(ChunkHash.ofBytes(bytes, 0, bytes.length), bytes.length);
        vault.store(upload.id(), chunk, bytes);
        return chunk;
    }

    /** Nobody should send gigabytes to a store that has stopped answering. */
    private static void failEarly(List<Future<ChunkRef>> stored) {
        for (int i = Math.max(0, stored.size() - 16); i < stored.size(); i++) {
            if (stored.get(i).state() == Future.State.FAILED) {
                Together.result(stored.get(i));
            }
        }
    }

    private static void acquire(Semaphore room) throws IOException {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
