package dev.whiteboard.drills.chat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A message that somebody writes. Its content is found nowhere else, its client id stays the same however often it has to
 * be sent.
 *
 * @param number   of the messages of the drill
 * @param lastSent when it was last sent, in {@link System#nanoTime()}
 * @param answer   completes with the acknowledgement
 */
record Letter(long number, String clientMsgId, String conversation, String content, AtomicLong lastSent,
        CompletableFuture<Void> answer) {
    Letter(long number, String clientMsgId, String conversation, String content) {
        this(number, clientMsgId, conversation, content, new AtomicLong(), new CompletableFuture<>());
    }
}
