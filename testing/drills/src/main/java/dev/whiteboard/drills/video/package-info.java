/** The video-service's drill: every upload ready or refused with a reason, the same bytes whatever was killed. */
@NullMarked
package dev.whiteboard.drills.video;

import org.jspecify.annotations.NullMarked;
