package dev.whiteboard.storage.upload;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.storage.blob.BlobStore;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends uploads that were left alone, and empties the quarantine of those that are over. */
@Component
class UploadSweep {
    private static final int BATCH = 100;
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final UploadStore store;
    private final Uploads uploads;
    private final BlobStore blobs;
    private final UploadProperties properties;

    UploadSweep(UploadStore store, Uploads uploads, BlobStore blobs, UploadProperties properties) {
        this.store = store;
        this.uploads = uploads;
        this.blobs = blobs;
        this.properties = properties;
    }

    void run() {
        store.expired(BATCH).forEach(uploads::end);
        for (long id : store.uncleaned(properties.urlLifetime().multipliedBy(2), BATCH)) {
            String prefix = "quarantine/" + PublicId.format("up", id) + "/";
            for (List<String> keys = blobs.list(prefix); !keys.isEmpty(); keys = blobs.list(prefix)) {
                keys.forEach(blobs::delete);
            }
            store.cleaned(id);
        }
        store.forget(REMEMBERED, BATCH);
    }
}
