/** Pieces of files, kept once under the hash of their bytes: cut, verified, admitted, leased and collected. */
@NullMarked
package dev.whiteboard.storage.chunk;

import org.jspecify.annotations.NullMarked;
