/** Who talks with whom: conversations, their members, and whom a user does not want to hear. */
@NullMarked
package dev.whiteboard.chat.conversation;

import org.jspecify.annotations.NullMarked;
