/** Which videos there are, what has become of them, and which renditions of them play. */
@NullMarked
package dev.whiteboard.video.catalog;

import org.jspecify.annotations.NullMarked;
