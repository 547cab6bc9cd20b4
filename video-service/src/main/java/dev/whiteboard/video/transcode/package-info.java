/** Makes of an upload what players play. */
@NullMarked
package dev.whiteboard.video.transcode;

import org.jspecify.annotations.NullMarked;
