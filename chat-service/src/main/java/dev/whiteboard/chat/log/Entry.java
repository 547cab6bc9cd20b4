package dev.whiteboard.chat.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a conversation's log, as it is now: a message that was deleted has lost its content.
 *
 * @param seq its place, dense from 1
 * @param targetId the message that an edit or a deletion is about
 * @param memberVersion the version of the conversation's members under which it was written, or a newer one
 */
public record Entry(long conversationId, long seq, long id, long senderId, Kind kind, String content,
        String contentType, @Nullable String mediaId, @Nullable Long replyTo, @Nullable Long targetId, boolean edited,
        boolean deleted, Instant sentAt, long memberVersion) {

    /** What an entry does. */
    public enum Kind {
        MESSAGE, EDIT, DELETION
    }
}
