/** Looks at what has arrived: whether it is a video, whether it is whole, and what is in it. */
@NullMarked
package dev.whiteboard.video.inspection;

import org.jspecify.annotations.NullMarked;
