/** The real servers that Whiteboard runs on, as child processes that are ready when {@code start} returns and gone when their parent is. */
@NullMarked
package dev.whiteboard.local.servers;

import org.jspecify.annotations.NullMarked;
