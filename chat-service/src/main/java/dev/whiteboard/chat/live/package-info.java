/** From a commit to every open socket of every member, on every node, in the order of the log. */
@NullMarked
package dev.whiteboard.chat.live;

import org.jspecify.annotations.NullMarked;
