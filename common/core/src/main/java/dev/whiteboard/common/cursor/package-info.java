/** Opaque, signed list cursors: a client can hold a place in a list, but cannot make one up. */
@NullMarked
package dev.whiteboard.common.cursor;

import org.jspecify.annotations.NullMarked;
