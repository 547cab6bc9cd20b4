/** What changed, in order and without gaps, for each user: read by cursor, by long poll and by WebSocket. */
@NullMarked
package dev.whiteboard.storage.sync;

import org.jspecify.annotations.NullMarked;
