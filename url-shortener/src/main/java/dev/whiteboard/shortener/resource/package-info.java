/** Scripts and statements that are long enough to be files of their own. */
@NullMarked
package dev.whiteboard.shortener.resource;

import org.jspecify.annotations.NullMarked;
