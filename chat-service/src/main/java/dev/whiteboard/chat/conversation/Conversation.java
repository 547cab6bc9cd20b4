package dev.whiteboard.chat.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it.
 *
 * @param lastSeq the number of its newest entry; 0 while it is empty
 * @param memberVersion grows with every change of members
 */
record Conversation(long id, Type type, @Nullable String name, long lastSeq, long memberVersion, Instant createdAt,
        Instant activeAt, List<Member> members) {

    enum Type {
        DIRECT, GROUP
    }
}
