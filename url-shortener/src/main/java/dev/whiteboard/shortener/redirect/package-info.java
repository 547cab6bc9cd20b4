/** The hot path: from a short key to an answer, out of the nearest copy that is still right. */
@NullMarked
package dev.whiteboard.shortener.redirect;

import org.jspecify.annotations.NullMarked;
