/** A service's one secret and the keys derived from it. */
@NullMarked
package dev.whiteboard.common.secret;

import org.jspecify.annotations.NullMarked;
