/** Files as they leave: chunk by chunk from the store, or whole with ranges. */
@NullMarked
package dev.whiteboard.storage.download;

import org.jspecify.annotations.NullMarked;
