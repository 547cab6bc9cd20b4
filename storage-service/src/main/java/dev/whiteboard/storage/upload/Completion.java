package dev.whiteboard.storage.upload;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.ChunkRef;
import dev.whiteboard.storage.chunk.ChunkVault;
import dev.whiteboard.storage.chunk.ChunkVault.Verdict;
import dev.whiteboard.storage.chunk.Chunks;
import dev.whiteboard.storage.version.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Service;

/** Ends an upload whose chunks came by presigned addresses: lets them in, then commits. */
@Service
class Completion {
    private static final ChunkHash BEFORE_ALL = new ChunkHash("0".repeat(64));

    private final Uploads uploads;
    private final Chunks chunks;
    private final ChunkVault vault;
    private final UploadProperties properties;

    Completion(Uploads uploads, Chunks chunks, ChunkVault vault, UploadProperties properties) {
        this.uploads = uploads;
        this.chunks = chunks;
        this.vault = vault;
        this.properties = properties;
    }

    Committed complete(Upload upload, String userName) {
        if (upload.state() == Upload.State.OPEN) {
            uploads.use(upload);
            admitAll(upload);
            CrashPoint.reached("upload.admitted");
        }
        Committed committed = uploads.commit(upload, userName, upload.manifest());
        CrashPoint.reached("upload.committed");
        return committed;
    }

    /** Chunks that were let in stay in, so a completion that is tried again goes on where the last one broke. */
    private void admitAll(Upload upload) {
        for (List<ChunkRef> batch = missing(upload); !batch.isEmpty(); batch = missing(upload)) {
            List<Callable<Verdict>> work = new ArrayList<>();
            for (ChunkRef chunk : batch) {
                work.add(() -> vault.promote(upload.id(), chunk,
                        ChunkVault.quarantine(upload.publicId(), chunk.hash())));
            }
            List<Verdict> verdicts = Together.run(work);
            for (int i = 0; i < verdicts.size(); i++) {
                judge(verdicts.get(i), batch.get(i).hash());
            }
        }
    }

    private List<ChunkRef> missing(Upload upload) {
        return chunks.missing(upload.id(), BEFORE_ALL, properties.parallel());
    }

    private static void judge(Verdict verdict, ChunkHash hash) {
        switch (verdict) {
            case ADMITTED -> {}
            case MISSING -> throw Uploads.incomplete(hash);
            case POISONED -> throw Problem.of(VALIDATION_ERROR,
                    "the bytes that were uploaded for chunk " + hash + " are not what their hash says")
                    .field("chunk_hashes").asException();
        }
    }
}
