package dev.whiteboard.chat.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What creates a conversation. */
record CreateRequest(Conversation.Type type, @Nullable String name, List<@Nullable String> memberIds) {}
