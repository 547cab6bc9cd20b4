package dev.whiteboard.chat.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The frame that says whether a user is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PresenceFrame(String type, String userId, Status status, @Nullable Instant lastSeen) {

    enum Status {
        ONLINE, OFFLINE
    }
}
