/** Uploads: begun by hashes or streamed whole, continued after any break, completed once. */
@NullMarked
package dev.whiteboard.storage.upload;

import org.jspecify.annotations.NullMarked;
