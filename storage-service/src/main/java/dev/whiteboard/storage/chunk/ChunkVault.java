package dev.whiteboard.storage.chunk;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.storage.blob.BlobStore;
import dev.whiteboard.storage.blob.BlobsUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets chunks in. A hash that a client names is never believed: bytes come to a place where no client can write, are
 * read there once, and only then does a row say that the chunk exists.
 */
@Service
public class ChunkVault {
    /** How long an object may wait for its row. */
    private static final Duration LIMBO = Duration.ofHours(1);
    private static final int ATTEMPTS = 5;
    private static final int BUFFER = 64 * 1024;

    /** What came of a chunk that was to be let in. */
    public enum Verdict {
        ADMITTED, MISSING, POISONED
    }

    private final Chunks chunks;
    private final LooseObjects loose;
    private final BlobStore blobs;
    private final SnowflakeGenerator ids;
    private final TransactionTemplate transactions;

    ChunkVault(Chunks chunks, LooseObjects loose, BlobStore blobs, SnowflakeGenerator ids,
            PlatformTransactionManager transactionManager) {
        this.chunks = chunks;
        this.loose = loose;
        this.blobs = blobs;
        this.ids = ids;
        this.transactions = new TransactionTemplate(transactionManager);
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Where a client may put a chunk of an upload; what lies there is nobody's yet. */
    public static String quarantine(String uploadId, ChunkHash hash) {
        return "quarantine/" + uploadId + "/" + hash;
    }

    /** Stores bytes that were hashed here, unless they are stored already. */
    public void store(long uploadId, ChunkRef chunk, byte[] bytes) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (lease(uploadId, chunk)) {
                return;
            }
            String key = note(chunk);
            blobs.put(key, bytes, chunk.size());
            CrashPoint.reached("chunk.stored");
            if (enter(uploadId, chunk, key)) {
                return;
            }
        }
        throw contested(chunk);
    }

    /** Takes a chunk out of quarantine. Whoever put it there has shown its bytes, so a chunk that is stored already need not be copied. */
    public Verdict promote(long uploadId, ChunkRef chunk, String quarantineKey) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean stored = chunks.exists(chunk);
            Verdict verdict = stored ? inspect(quarantineKey, chunk) : measure(quarantineKey, chunk);
            if (verdict != Verdict.ADMITTED) {
                return verdict;
            }
            if (stored ? lease(uploadId, chunk) : move(uploadId, chunk, quarantineKey)) {
                return Verdict.ADMITTED;
            }
            if (!stored && !chunks.exists(chunk)) {
                return Verdict.POISONED;
            }
        }
        throw contested(chunk);
    }

    /** The copy is verified, not the original: a client can still write to that one. */
    private boolean move(long uploadId, ChunkRef chunk, String quarantineKey) {
        String key = note(chunk);
        if (!blobs.copy(quarantineKey, key)) {
            return false;
        }
        CrashPoint.reached("chunk.stored");
        boolean entered = inspect(key, chunk) == Verdict.ADMITTED && enter(uploadId, chunk, key);
        if (!entered) {
            loose.add(key, Duration.ZERO);
        }
        return entered;
    }

    private String note(ChunkRef chunk) {
        String key = "chunks/" + chunk.hash() + "-" + Long.toString(ids.next(), Character.MAX_RADIX);
        transactions.executeWithoutResult(status -> loose.add(key, LIMBO));
        CrashPoint.reached("chunk.noted");
        return key;
    }

    private boolean lease(long uploadId, ChunkRef chunk) {
        return Boolean.TRUE.equals(transactions.execute(status -> chunks.leaseProven(uploadId, chunk)));
    }

    private boolean enter(long uploadId, ChunkRef chunk, String key) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean entered = loose.adopt(key) && chunks.insert(uploadId, chunk, key);
            if (!entered) {
                status.setRollbackOnly();
            }
            return entered;
        }));
    }

    private Verdict measure(String key, ChunkRef chunk) {
        OptionalLong size = blobs.size(key);
        if (size.isEmpty()) {
            return Verdict.MISSING;
        }
        return size.getAsLong() == chunk.size() ? Verdict.ADMITTED : Verdict.POISONED;
    }

    private Verdict inspect(String key, ChunkRef chunk) {
        Verdict measured = measure(key, chunk);
        if (measured != Verdict.ADMITTED) {
            return measured;
        }
        Optional<InputStream> found = blobs.open(key, 0, chunk.size() - 1L);
        if (found.isEmpty()) {
            return Verdict.MISSING;
        }
        MessageDigest digest = ChunkHash.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = found.get()) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException broken) {
            throw new BlobsUnavailable(broken);
        }
        return ChunkHash.of(digest.digest()).equals(chunk.hash()) ? Verdict.ADMITTED : Verdict.POISONED;
    }

    private static IllegalStateException contested(ChunkRef chunk) {
        return new IllegalStateException("chunk " + chunk.hash() + " came and went " + ATTEMPTS + " times");
    }
}
