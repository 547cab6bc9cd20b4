package dev.whiteboard.chat.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.chat.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of the log on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(String id, String conversationId, long seq, String senderId, Entry.Kind kind, String content,
        String contentType, @Nullable String mediaId, @Nullable String replyTo, @Nullable String targetId,
        boolean edited, boolean deleted, Instant timestamp) {

    static MessageView of(Entry entry) {
        return new MessageView(Ids.MESSAGE.text(entry.id()), Ids.CONVERSATION.text(entry.conversationId()),
                entry.seq(), Ids.USER.text(entry.senderId()), entry.kind(), entry.content(), entry.contentType(),
                entry.mediaId(), message(entry.replyTo()), message(entry.targetId()), entry.edited(), entry.deleted(),
                entry.sentAt());
    }

    private static @Nullable String message(@Nullable Long id) {
        return id == null ? null : Ids.MESSAGE.text(id);
    }
}
