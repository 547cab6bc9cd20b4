package dev.whiteboard.storage.upload;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.GONE;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.Chunks;
import dev.whiteboard.storage.chunk.Manifest;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.tree.Access;
import dev.whiteboard.storage.tree.FileName;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.Nodes;
import dev.whiteboard.storage.tree.Place;
import dev.whiteboard.storage.version.Commits;
import dev.whiteboard.storage.version.Committed;
import dev.whiteboard.storage.version.Content;
import dev.whiteboard.storage.version.NoRoom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of an upload in the database: begun, committed once, or ended. */
@Service
class Uploads {
    private static final int ATTEMPTS = 3;

    private final UploadStore store;
    private final Nodes nodes;
    private final Access access;
    private final Accounts accounts;
    private final Chunks chunks;
    private final Commits commits;
    private final SnowflakeGenerator ids;
    private final UploadProperties properties;
    private final Clock clock;
    private final TransactionTemplate transactions;

    Uploads(UploadStore store, Nodes nodes, Access access, Accounts accounts, Chunks chunks, Commits commits,
            SnowflakeGenerator ids, UploadProperties properties, Clock clock, TransactionTemplate transactions) {
        this.store = store;
        this.nodes = nodes;
        this.access = access;
        this.accounts = accounts;
        this.chunks = chunks;
        this.commits = commits;
        this.ids = ids;
        this.properties = properties;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** An upload that has begun, and which of its chunks have to travel. */
    record Begun(Upload upload, Set<ChunkHash> missing) {}

    /** Sets room aside and takes leases on what is there already. */
    @Transactional
    Begun begin(String userId, long parentId, FileName name, @Nullable Integer baseVersion, Manifest manifest,
            long reserved) {
        Place folder = access.editableFolder(userId, parentId);
        long id = ids.next();
        long nodeId = nodes.findLive(parentId, name).map(Node::id).orElseGet(ids::next);
        Upload upload = new Upload(id, userId, folder.ownerId(), parentId, name, nodeId, baseVersion, manifest,
                reserved, Upload.State.OPEN, null);
        store.insert(upload, properties.idle());
        Set<ChunkHash> missing = chunks.lease(id, userId, nodeId, manifest.distinct());
        if (!accounts.reserve(folder.ownerId(), reserved)) {
            throw new NoRoom();
        }
        return new Begun(upload, missing);
    }

    /** Sets more aside, for a file whose size nobody has told. */
    @Transactional
    void grow(Upload upload, long bytes) {
        if (!store.grow(upload.id(), bytes) || !accounts.reserve(upload.ownerId(), bytes)) {
            throw new NoRoom();
        }
    }

    /** @return the caller's upload */
    Upload own(String userId, String uploadId) {
        return Upload.parse(uploadId).stream().boxed().findAny().flatMap(store::find)
                .filter(upload -> upload.userId().equals(userId))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such upload").asException());
    }

    /** It lives on for a while. Who may no longer write there is told so now, not at the end. */
    void use(Upload upload) {
        access.editable(upload.userId(), upload.parentId());
        if (!store.touch(upload.id(), properties.idle())) {
            throw over();
        }
    }

    /**
     * Makes the file, once. Repeated, it answers what it answered before.
     *
     * @param manifest what the file consists of, all of it stored
     */
    Committed commit(Upload upload, String userName, Manifest manifest) {
        for (int attempt = 1;; attempt++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> tryCommit(upload, userName, manifest)));
            } catch (DuplicateKeyException nameTakenMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw nameTakenMeanwhile;
                }
            }
        }
    }

    private Committed tryCommit(Upload upload, String userName, Manifest manifest) {
        Optional<Long> reserved = store.close(upload.id(), Upload.State.COMMITTED);
        if (reserved.isEmpty()) {
            return store.find(upload.id()).map(Upload::result).orElseThrow(Uploads::over);
        }
        Committed committed = commits.commit(new Content(upload.userId(), userName, upload.ownerId(),
                upload.parentId(), upload.name(), upload.nodeId(), upload.baseVersion(), manifest, reserved.get(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        chunks.release(upload.id());
        store.note(upload.id(), committed);
        CrashPoint.reached("upload.committing");
        return committed;
    }

    /** Gives back its room and its leases; what it has uploaded is collected later. */
    @Transactional
    void end(long uploadId) {
        store.close(uploadId, Upload.State.ENDED).ifPresent(reserved -> {
            chunks.release(uploadId);
            store.find(uploadId).ifPresent(upload -> accounts.release(upload.ownerId(), reserved));
        });
    }

    static RuntimeException over() {
        return Problem.of(GONE, "this upload has ended").asException();
    }

    static RuntimeException incomplete(ChunkHash first) {
        return Problem.of(CONFLICT, "not all chunks have arrived; the first that is missing is " + first)
                .field("chunk_hashes").asException();
    }
}
