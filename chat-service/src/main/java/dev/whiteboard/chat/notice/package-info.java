/** Asks for members who are away to be notified of what they missed. */
@NullMarked
package dev.whiteboard.chat.notice;

import org.jspecify.annotations.NullMarked;
