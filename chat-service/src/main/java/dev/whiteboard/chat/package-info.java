/** Starts chat-service: ordered conversations between people. */
@NullMarked
package dev.whiteboard.chat;

import org.jspecify.annotations.NullMarked;
