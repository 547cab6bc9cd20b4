package dev.whiteboard.chat.socket;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients send. */
sealed interface ClientFrame {

    record Auth(String token) implements ClientFrame {}

    record SendMessage(String conversationId, String content, String contentType, @Nullable String mediaId,
            @Nullable String replyTo, String clientMsgId) implements ClientFrame {}

    record Delivered(String conversationId, long seq) implements ClientFrame {}

    record Read(String conversationId, long seq) implements ClientFrame {}

    record Typing(String conversationId, Status status) implements ClientFrame {
        enum Status {
            TYPING, STOPPED
        }
    }

    /** From a cursor, or from places in the conversations named, or from the beginning of everything. */
    record Sync(@Nullable String cursor, @Nullable Map<String, Long> conversations) implements ClientFrame {}

    record WatchPresence(List<@Nullable String> userIds) implements ClientFrame {}

    record Ping() implements ClientFrame {}
}
