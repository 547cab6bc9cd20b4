/** Gives players what they ask for, in a way that any cache in between may keep. */
@NullMarked
package dev.whiteboard.video.delivery;

import org.jspecify.annotations.NullMarked;
