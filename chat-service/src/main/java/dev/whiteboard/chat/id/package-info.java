/** Ids of users, conversations and messages: numbers inside, text at the edges. */
@NullMarked
package dev.whiteboard.chat.id;

import org.jspecify.annotations.NullMarked;
