package dev.whiteboard.chat.notice;

import dev.whiteboard.chat.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The payload of {@code notification.requested.v1}: what happened, not how it reads, and nothing of what was said. */
record NotificationRequested(String userId, String kind, Map<String, String> data, String collapseKey,
        Instant requestedAt, Instant expiresAt) {
    static final String TOPIC = "notification.requested.v1";
    private static final Duration WORTH_TELLING = Duration.ofDays(1);

    static NotificationRequested newMessage(long userId, long conversationId, long senderId, Instant now) {
        String conversation = Ids.CONVERSATION.text(conversationId);
        return new NotificationRequested(Ids.USER.text(userId), "chat.new-message",
                Map.of("conversation_id", conversation, "from", Ids.USER.text(senderId)), conversation, now,
                now.plus(WORTH_TELLING));
    }
}
