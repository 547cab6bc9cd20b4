package dev.whiteboard.chat.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.log.Entry;
import dev.whiteboard.common.problem.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients are sent, besides the entries of the log. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ServerFrame {

    record MessageAck(String type, String clientMsgId, String serverMsgId, String conversationId, long seq,
            String status, Instant timestamp) implements ServerFrame {

        static MessageAck of(String clientMsgId, Entry entry) {
            return new MessageAck("message_ack", clientMsgId, Ids.MESSAGE.text(entry.id()),
                    Ids.CONVERSATION.text(entry.conversationId()), entry.seq(), "sent", entry.sentAt());
        }
    }

    record Error(String type, String code, String message, @Nullable String field, @Nullable String clientMsgId,
            @Nullable String conversationId) implements ServerFrame {

        static Error about(ErrorCode code, String message, @Nullable String field, @Nullable String clientMsgId,
                @Nullable String conversationId) {
            return new Error("error", code.name(), message, field, clientMsgId, conversationId);
        }

        static Error notAMember(String field, long conversationId) {
            return about(ErrorCode.FORBIDDEN, "you are not a member of this conversation", field, null,
                    Ids.CONVERSATION.text(conversationId));
        }

        static Error of(ErrorCode code, String message) {
            return about(code, message, null, null, null);
        }
    }

    /** @param reset which conversations do not continue where the client's copy ends; it has to drop that copy */
    record SyncDone(String type, String cursor, @Nullable Boolean reset,
            @Nullable List<String> resetConversations) implements ServerFrame {}

    record Typing(String type, String conversationId, String userId, ClientFrame.Typing.Status status)
            implements
                ServerFrame {}

    record Pong(String type) implements ServerFrame {}
}
