/** The programs ffmpeg and ffprobe as child processes that end with this one. */
@NullMarked
package dev.whiteboard.video.ffmpeg;

import org.jspecify.annotations.NullMarked;
