/** How an entry gets into the timelines of its followers, and how these follow the graph. */
@NullMarked
package dev.whiteboard.feed.fanout;

import org.jspecify.annotations.NullMarked;
