/** What people make of videos: likes, comments, and whose videos they want to see. */
@NullMarked
package dev.whiteboard.video.audience;

import org.jspecify.annotations.NullMarked;
