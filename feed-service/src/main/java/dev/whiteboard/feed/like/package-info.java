/** Likes: an exact set, and a counter that is written for many likes at once. */
@NullMarked
package dev.whiteboard.feed.like;

import org.jspecify.annotations.NullMarked;
