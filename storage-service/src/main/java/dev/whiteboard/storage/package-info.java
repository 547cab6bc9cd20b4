/** Starts storage-service: files in chunks, kept once, never lost, and the same on every device. */
@NullMarked
package dev.whiteboard.storage;

import org.jspecify.annotations.NullMarked;
