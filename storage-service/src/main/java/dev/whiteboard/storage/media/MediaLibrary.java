package dev.whiteboard.storage.media;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.storage.blob.BlobStore;
import dev.whiteboard.storage.blob.BlobsUnavailable;
import dev.whiteboard.storage.chunk.LooseObjects;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.version.NoRoom;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes media in. Their bytes travel between the client and the store; this service copies them, within the store, to a
 * key that no client can write, and reads the first 512 of the copy.
 */
@Service
class MediaLibrary {
    private static final Duration LIMBO = Duration.ofHours(1);

    private final MediaStore store;
    private final BlobStore blobs;
    private final LooseObjects loose;
    private final Accounts accounts;
    private final SnowflakeGenerator ids;
    private final TransactionTemplate transactions;

    MediaLibrary(MediaStore store, BlobStore blobs, LooseObjects loose, Accounts accounts, SnowflakeGenerator ids,
            PlatformTransactionManager transactionManager) {
        this.store = store;
        this.blobs = blobs;
        this.loose = loose;
        this.accounts = accounts;
        this.ids = ids;
        this.transactions = new TransactionTemplate(transactionManager);
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Medium begin(String ownerId, String fileName, String contentType, long size) {
        accounts.rootOf(ownerId);
        Medium medium = new Medium(ids.next(), ownerId, fileName, contentType, size, null, null);
        transactions.executeWithoutResult(status -> {
            store.insert(medium);
            if (!accounts.reserve(ownerId, size)) {
                throw new NoRoom();
            }
        });
        return medium;
    }

    /** Repeated, it answers the same. */
    Medium complete(String ownerId, long id) {
        Medium medium = store.find(id).filter(found -> found.ownerId().equals(ownerId))
                .orElseThrow(MediaLibrary::missing);
        if (medium.objectKey() != null) {
            return medium;
        }
        String key = "media/" + medium.publicId() + "-" + Long.toString(ids.next(), Character.MAX_RADIX);
        transactions.executeWithoutResult(status -> loose.add(key, LIMBO));
        if (!blobs.copy(medium.quarantine(), key)) {
            throw Problem.of(CONFLICT, "its bytes have not arrived").asException();
        }
        CrashPoint.reached("media.copied");
        Optional<ProblemException> fault = fault(medium, key);
        if (fault.isPresent()) {
            transactions.executeWithoutResult(status -> loose.add(key, Duration.ZERO));
            throw fault.get();
        }
        transactions.executeWithoutResult(status -> {
            if (loose.adopt(key) && store.complete(id, key, medium.publicId())) {
                if (!accounts.settle(ownerId, medium.size(), medium.size())) {
                    throw new NoRoom();
                }
                loose.add(medium.quarantine(), LIMBO);
            } else {
                status.setRollbackOnly();
            }
        });
        return published(id);
    }

    private Optional<ProblemException> fault(Medium medium, String key) {
        OptionalLong size = blobs.size(key);
        if (size.orElse(-1) != medium.size()) {
            return Optional.of(Problem.of(VALIDATION_ERROR, "has another size than was said: " + size.orElse(0))
                    .field("size_bytes").asException());
        }
        boolean fits = MediaType.of(medium.contentType()).filter(type -> type.fits(head(key, medium.size())))
                .isPresent();
        return fits
                ? Optional.empty()
                : Optional.of(Problem.of(VALIDATION_ERROR, "its bytes do not look like " + medium.contentType())
                        .field("content_type").asException());
    }

    private byte[] head(String key, long size) {
        long last = Math.min(size, MediaType.HEAD) - 1;
        try (InputStream bytes = blobs.open(key, 0, last).orElseThrow(MediaLibrary::missing)) {
            return bytes.readAllBytes();
        } catch (IOException broken) {
            throw new BlobsUnavailable(broken);
        }
    }

    /** One that has been checked. */
    Medium published(long id) {
        return store.find(id).filter(medium -> medium.objectKey() != null).orElseThrow(MediaLibrary::missing);
    }

    /** Gives up what nobody completed, and its room. */
    void abandon(Duration after, int limit) {
        for (Medium medium : store.abandoned(after, limit)) {
            transactions.executeWithoutResult(status -> {
                if (store.abandon(medium.id())) {
                    accounts.release(medium.ownerId(), medium.size());
                    loose.add(medium.quarantine(), LIMBO);
                }
            });
        }
    }

    static ProblemException missing() {
        return Problem.of(NOT_FOUND, "there is no such medium").asException();
    }
}
