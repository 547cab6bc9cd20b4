/** Starts url-shortener: one mapping, read a hundred times for each write. */
@NullMarked
package dev.whiteboard.shortener;

import org.jspecify.annotations.NullMarked;
