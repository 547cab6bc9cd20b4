/** Versions of files: committed by compare-and-set, listed, restored. */
@NullMarked
package dev.whiteboard.storage.version;

import org.jspecify.annotations.NullMarked;
