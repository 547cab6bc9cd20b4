package dev.whiteboard.storage.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.common.id.PublicId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the log.
 *
 * @param reset present if the cursor is none of this log: look at the whole tree again, delete nothing because of it, go on
 *     from the cursor given here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SyncView(List<ChangeView> changes, String cursor, boolean hasMore, @Nullable ResetView reset) {

    /** Why the device has to look again. */
    record ResetView(Reading.Reason reason) {}

    /** A change: what happened, and the file or folder as it is afterwards. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeView(ChangeType type, String fileId, String kind, @Nullable String parentFolderId, String fileName,
            @Nullable Integer version, @Nullable Long size, @Nullable String etag, String changedBy, Instant changedAt,
            @Nullable String conflictOf) {

        static ChangeView of(Change change) {
            News news = change.news();
            boolean folder = news.folder();
            return new ChangeView(news.type(), id(folder, news.nodeId()), folder ? "folder" : "file",
                    news.parentId() == null ? null : id(true, news.parentId()), news.name(),
                    folder ? null : (Integer) news.version(), folder ? null : (Long) news.size(), news.etag(),
                    news.by(), change.at(), news.conflictOf() == null ? null : id(false, news.conflictOf()));
        }

        private static String id(boolean folder, long id) {
            return PublicId.format(folder ? "folder" : "file", id);
        }
    }
}
