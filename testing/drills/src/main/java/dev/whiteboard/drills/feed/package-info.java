/** The drill of the social feed. */
@NullMarked
package dev.whiteboard.drills.feed;

import org.jspecify.annotations.NullMarked;
