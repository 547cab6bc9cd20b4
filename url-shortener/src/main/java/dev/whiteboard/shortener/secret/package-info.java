/** The service's one secret and the keys derived from it. */
@NullMarked
package dev.whiteboard.shortener.secret;

import org.jspecify.annotations.NullMarked;
