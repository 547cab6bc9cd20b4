/** Chunking beside openssl, stored bytes beside restic, and how fast news reach another device. */
@NullMarked
package dev.whiteboard.load.chunks;

import org.jspecify.annotations.NullMarked;
