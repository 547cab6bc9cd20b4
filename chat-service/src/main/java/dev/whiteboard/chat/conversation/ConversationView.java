package dev.whiteboard.chat.conversation;

import dev.whiteboard.chat.id.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation on the wire. */
record ConversationView(String id, Conversation.Type type, @Nullable String name, List<MemberView> members,
        long lastSeq, Instant createdAt, Instant activeAt) {

    record MemberView(String userId, Role role, Instant joinedAt) {}

    static ConversationView of(Conversation conversation) {
        return new ConversationView(Ids.CONVERSATION.text(conversation.id()), conversation.type(), conversation.name(),
                conversation.members().stream()
                        .map(member -> new MemberView(Ids.USER.text(member.userId()), member.role(), member.joinedAt()))
                        .toList(),
                conversation.lastSeq(), conversation.createdAt(), conversation.activeAt());
    }
}
