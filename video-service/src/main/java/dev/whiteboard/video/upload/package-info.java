/** Takes videos in: their bytes travel between the client and the store, never through this service. */
@NullMarked
package dev.whiteboard.video.upload;

import org.jspecify.annotations.NullMarked;
