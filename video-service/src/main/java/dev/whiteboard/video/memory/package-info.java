/** Redis, as what may know something sooner than Postgres. */
@NullMarked
package dev.whiteboard.video.memory;

import org.jspecify.annotations.NullMarked;
