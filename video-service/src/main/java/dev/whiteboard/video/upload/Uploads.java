package dev.whiteboard.video.upload;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.blob.BlobStore.Part;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.catalog.NewVideo;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import dev.whiteboard.video.erasure.Erasures;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Awaits videos, and takes them in once all of their bytes are there. */
@Service
class Uploads {
    private final UploadStore store;
    private final Catalogue catalogue;
    private final BlobStore blobs;
    private final Erasures erasures;
    private final UploadProperties properties;
    private final TransactionTemplate transactions;

    Uploads(UploadStore store, Catalogue catalogue, BlobStore blobs, Erasures erasures, UploadProperties properties,
            PlatformTransactionManager transactionManager) {
        this.store = store;
        this.catalogue = catalogue;
        this.blobs = blobs;
        this.erasures = erasures;
        this.properties = properties;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /** Awaits a video: in one piece, or in parts if it is known to be larger than one. */
    VideoId begin(NewVideo video, @Nullable Long size) {
        boolean parts = size != null && size > properties.part().toBytes();
        VideoId id = transactions.execute(status -> {
            VideoId added = catalogue.add(video);
            String key = parts ? Upload.source(added) : Upload.quarantine(added);
            store.insert(added, key, size, properties.expires(), properties.rest());
            return added;
        });
        if (parts) {
            store.parted(id, blobs.beginParts(Upload.source(id)));
        }
        return id;
    }

    Optional<Upload> find(VideoId id, String ownerId) {
        return store.find(id, ownerId).filter(Upload::awaited);
    }

    /** The parts that have arrived so far. */
    List<Part> arrived(Upload upload) {
        return upload.parted() == null ? List.of() : blobs.parts(upload.key(), upload.parted()).orElse(List.of());
    }

    /**
     * Takes the video in if all of it is there; repeated, or done by two at once, it is taken in once.
     *
     * @param parts what the client says it consists of; what the store knows if it does not
     * @return false if these are not its parts
     */
    boolean complete(Upload upload, @Nullable List<Part> parts) {
        if (upload.parted() == null) {
            copyIntoPlace(upload).ifPresent(size -> takeIn(upload, size));
            return true;
        }
        List<Part> all = parts != null ? parts : whole(upload, arrived(upload));
        boolean sealed = !all.isEmpty() && blobs.finishParts(upload.key(), upload.parted(), all);
        CrashPoint.reached("upload.sealed");
        OptionalLong size = blobs.size(upload.key());
        size.ifPresent(bytes -> takeIn(upload, bytes));
        return sealed || size.isPresent() || parts == null;
    }

    /** Who has the address could still write: what is transcoded is a copy. */
    private Optional<Long> copyIntoPlace(Upload upload) {
        return blobs.copy(upload.key(), Upload.source(upload.id()))
                ? blobs.size(Upload.source(upload.id())).stream().boxed().findFirst()
                : Optional.empty();
    }

    /** All parts if nothing is missing, else none. */
    private static List<Part> whole(Upload upload, List<Part> parts) {
        long bytes = parts.stream().mapToLong(Part::size).sum();
        return upload.size() != null && bytes == upload.size() ? parts : List.of();
    }

    private void takeIn(Upload upload, long size) {
        transactions.executeWithoutResult(status -> {
            if (upload.size() != null && upload.size() != size) {
                catalogue.fail(upload.id(), VideoStatus.UPLOADING, new Failure(Failure.Code.SIZE_MISMATCH,
                        "has %d bytes where %d were said".formatted(size, upload.size())));
            } else if (size > properties.largest().toBytes()) {
                catalogue.fail(upload.id(), VideoStatus.UPLOADING, new Failure(Failure.Code.TOO_LARGE,
                        "has more than %d bytes".formatted(properties.largest().toBytes())));
            } else if (catalogue.arrived(upload.id(), Upload.source(upload.id()), size)) {
                erasures.plan(Upload.quarantine(upload.id()), properties.expires());
            }
            store.delete(upload.id());
        });
    }

    /** Looks at an upload that nobody completed. */
    void lookAfter(Upload upload) {
        if (upload.awaited()) {
            complete(upload, null);
        }
        if (upload.expired() || !upload.awaited()) {
            giveUp(upload);
        }
    }

    /** In this order: what the store is told to forget is not lost if it became a video a moment ago. */
    private void giveUp(Upload upload) {
        if (upload.parted() != null) {
            blobs.abortParts(upload.key(), upload.parted());
        }
        transactions.executeWithoutResult(status -> {
            catalogue.fail(upload.id(), VideoStatus.UPLOADING,
                    new Failure(Failure.Code.UPLOAD_ABANDONED, "did not arrive as a whole in time"));
            store.delete(upload.id());
        });
    }
}
