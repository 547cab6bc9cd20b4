/** Views: what counts as one, and counting it once. */
@NullMarked
package dev.whiteboard.video.watch;

import org.jspecify.annotations.NullMarked;
