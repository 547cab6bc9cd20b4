/** Links: made, read, changed and deleted by their owners. */
@NullMarked
package dev.whiteboard.shortener.link;

import org.jspecify.annotations.NullMarked;
