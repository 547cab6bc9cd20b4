/** Who else may see or edit what. */
@NullMarked
package dev.whiteboard.storage.share;

import org.jspecify.annotations.NullMarked;
