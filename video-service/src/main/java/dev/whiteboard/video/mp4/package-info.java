/** Fragmented MP4 as players fetch it: an initialisation and segments of whole fragments. */
@NullMarked
package dev.whiteboard.video.mp4;

import org.jspecify.annotations.NullMarked;
