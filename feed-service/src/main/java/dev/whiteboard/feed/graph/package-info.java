/** Who follows, blocks and mutes whom. */
@NullMarked
package dev.whiteboard.feed.graph;

import org.jspecify.annotations.NullMarked;
