/** What somebody might want to see: candidates from several sources, ranked, mixed, and each with its reasons. */
@NullMarked
package dev.whiteboard.video.recommend;

import org.jspecify.annotations.NullMarked;
