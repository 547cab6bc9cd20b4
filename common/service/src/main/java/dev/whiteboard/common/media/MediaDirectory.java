package dev.whiteboard.common.media;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.id.PublicId;

/**
 * Says of media ids whose they are and whether there is something to show.
 *
 * <pre>{@code
 * Map<String, Medium> known = media.find(ids);               // before any transaction: it may ask storage
 * Medium medium = known.get(id);
 * if (medium == null || !medium.shownBy(caller.userId())) …  // 422 with the field
 * }</pre>
 *
 * A complete medium never changes, so it is asked for once; one that is unknown or incomplete may be complete in a
 * moment and is asked for each time. Without storage what is not remembered throws
 * {@link dev.whiteboard.common.client.UpstreamUnavailable}, which the edge answers by 503 with {@code Retry-After}; it
 * comes within {@code whiteboard.clients.storage.deadline}, and at once while the breaker is open.
 */
public final class MediaDirectory {
    /** How many storage answers at a time. */
    static final int MOST = 100;

    private static final long REMEMBERED = 20_000;

    private final StoredMedia storage;
    private final Cache<String, Medium> complete = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    MediaDirectory(ServiceClients clients) {
        this.storage = clients.create(StoredMedia.class, "storage");
    }

    /** @return those that exist, by their ids; what cannot be an id does not exist and is not asked for */
    public Map<String, Medium> find(Collection<String> ids) {
        Map<String, Medium> found = new HashMap<>(complete.getAllPresent(ids));
        List<String> unknown = ids.stream().distinct()
                .filter(id -> !found.containsKey(id) && PublicId.parse("media", id).isPresent()).toList();
        for (int from = 0; from < unknown.size(); from += MOST) {
            List<String> asked = new ArrayList<>(unknown.subList(from, Math.min(unknown.size(), from + MOST)));
            for (Medium medium : storage.find(asked).data()) {
                found.put(medium.mediaId(), medium);
                if (medium.complete()) {
                    complete.put(medium.mediaId(), medium);
                }
            }
        }
        return Map.copyOf(found);
    }
}
