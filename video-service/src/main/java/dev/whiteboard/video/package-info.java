/** Video: any upload becomes an adaptive stream. */
@NullMarked
package dev.whiteboard.video;

import org.jspecify.annotations.NullMarked;
