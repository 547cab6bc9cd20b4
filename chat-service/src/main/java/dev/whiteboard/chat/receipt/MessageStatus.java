package dev.whiteboard.chat.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The frame that says how far a message has come. It speaks for all before it as well.
 *
 * @param userId who came so far; of a group, who did last
 * @param deliveredCount of a group: how many members have it, its sender not counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageStatus(String type, String conversationId, String serverMsgId, long seq, Status status, String userId,
        @Nullable Integer deliveredCount, @Nullable Integer readCount, @Nullable Integer memberCount) {

    enum Status {
        DELIVERED, READ
    }
}
