package dev.whiteboard.chat.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.log.Entry;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The frame that carries an entry of the log.
 *
 * @param kind absent for a message; {@code edit} or {@code deletion} of {@code targetId}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewMessage(String type, String conversationId, String serverMsgId, long seq, String senderId, String content,
        String contentType, @Nullable String mediaId, @Nullable String replyTo, @Nullable String kind,
        @Nullable String targetId, @Nullable Boolean edited, @Nullable Boolean deleted, Instant timestamp) {

    static NewMessage of(Entry entry) {
        return new NewMessage("new_message", Ids.CONVERSATION.text(entry.conversationId()),
                Ids.MESSAGE.text(entry.id()), entry.seq(), Ids.USER.text(entry.senderId()), entry.content(),
                entry.contentType(), entry.mediaId(), message(entry.replyTo()),
                entry.kind() == Entry.Kind.MESSAGE ? null : entry.kind().name().toLowerCase(Locale.ROOT),
                message(entry.targetId()), entry.edited() ? true : null, entry.deleted() ? true : null, entry.sentAt());
    }

    private static @Nullable String message(@Nullable Long id) {
        return id == null ? null : Ids.MESSAGE.text(id);
    }
}
