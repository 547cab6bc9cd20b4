/** Timelines in Redis: ids only, capped, each one key that is either whole or not there. */
@NullMarked
package dev.whiteboard.feed.timeline;

import org.jspecify.annotations.NullMarked;
