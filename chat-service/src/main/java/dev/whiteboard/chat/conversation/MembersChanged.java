package dev.whiteboard.chat.conversation;

/** The members of a conversation are others now; published on the node where it was committed. */
public record MembersChanged(long conversationId, long version) {}
