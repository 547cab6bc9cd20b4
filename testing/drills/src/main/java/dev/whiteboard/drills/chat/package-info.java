/** The chat-service's drill: every device ends with the same log, every acknowledged message in it once. */
@NullMarked
package dev.whiteboard.drills.chat;

import org.jspecify.annotations.NullMarked;
