package dev.whiteboard.chat.live;

/**
 * Something that is worth telling only now: it is never stored, and the first to be dropped.
 *
 * @param version of the members it is for at least; 0 if a second-old copy will do
 * @param except the user whom it does not concern, 0 for nobody
 * @param mark what it supersedes: of several with one mark a socket is told only higher values; 0 for none
 * @param value the height that goes with the mark
 */
public record Ephemeral(long conversationId, long version, long except, long mark, long value, byte[] wire) {}
