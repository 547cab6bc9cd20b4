/** Decisions and explanations for whoever is not the gateway. */
@NullMarked
package dev.whiteboard.limiter.check;

import org.jspecify.annotations.NullMarked;
