/** News of the home timeline, as it comes, by server-sent events. */
@NullMarked
package dev.whiteboard.feed.stream;

import org.jspecify.annotations.NullMarked;
