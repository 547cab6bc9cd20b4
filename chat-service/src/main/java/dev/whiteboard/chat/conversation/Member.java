package dev.whiteboard.chat.conversation;

import java.time.Instant;

/** One user's place in a conversation. */
record Member(long userId, Role role, Instant joinedAt) {}
