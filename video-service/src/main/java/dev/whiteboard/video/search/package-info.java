/** Finds videos by words, in an index that follows every change of them. */
@NullMarked
package dev.whiteboard.video.search;

import org.jspecify.annotations.NullMarked;
