package dev.whiteboard.storage.share;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.storage.tree.NodeId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody else may see or edit a node and what is below.
 *
 * @param userEmail the address by which they were named, if they were
 */
record Share(long id, long nodeId, boolean folder, String userId, String userName, @Nullable String userEmail,
        boolean mayEdit, Instant createdAt) {
    static final String PREFIX = "share";

    /** A share as clients see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(String shareId, String fileId, @Nullable String userId, @Nullable String username,
            @Nullable String userEmail, Permission permission, Instant createdAt) {}

    /** What the owner sees: of whom they named by an address, the address. An address must not tell whose it is. */
    View forOwner() {
        boolean named = userEmail == null;
        return view(named ? userId : null, named ? userName : null, userEmail);
    }

    /** What they see themselves. */
    View forMember() {
        return view(userId, userName, null);
    }

    private View view(@Nullable String id, @Nullable String name, @Nullable String email) {
        return new View(PublicId.format(PREFIX, this.id), NodeId.format(folder, nodeId), id, name, email,
                mayEdit ? Permission.EDIT : Permission.VIEW, createdAt);
    }
}
