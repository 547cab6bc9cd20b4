/** One dense, durable log per conversation: appended to in batches, read by sequence. */
@NullMarked
package dev.whiteboard.chat.log;

import org.jspecify.annotations.NullMarked;
