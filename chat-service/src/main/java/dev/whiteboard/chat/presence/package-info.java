/** Who is online, by leases in Redis, told to those who watch. */
@NullMarked
package dev.whiteboard.chat.presence;

import org.jspecify.annotations.NullMarked;
