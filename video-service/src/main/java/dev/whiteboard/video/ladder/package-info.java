/** At which sizes and rates a video is offered, and where it is cut: plain rules. */
@NullMarked
package dev.whiteboard.video.ladder;

import org.jspecify.annotations.NullMarked;
