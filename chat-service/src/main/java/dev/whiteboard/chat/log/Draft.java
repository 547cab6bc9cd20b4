package dev.whiteboard.chat.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be appended.
 *
 * @param id drawn by who accepted it
 * @param clientMsgId the sender's own name for it: under one name it is written once
 */
public record Draft(long conversationId, long senderId, String clientMsgId, long id, Entry.Kind kind, String content,
        String contentType, @Nullable String mediaId, @Nullable Long replyTo, @Nullable Long targetId) {

    Entry entry(long seq, Instant sentAt, long memberVersion) {
        return new Entry(conversationId, seq, id, senderId, kind, content, contentType, mediaId, replyTo, targetId,
                false, false, sentAt, memberVersion);
    }
}
