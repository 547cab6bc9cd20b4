package dev.whiteboard.chat.receipt;

/**
 * A user has come further on one of the devices than on any before.
 *
 * @param delivered the new place, 0 if it is not new
 * @param read the new place, 0 if it is not new
 */
record Advance(long conversationId, long userId, boolean direct, long memberVersion, long delivered, long read) {}
