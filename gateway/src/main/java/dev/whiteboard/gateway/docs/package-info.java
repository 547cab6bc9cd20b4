/** One API browser over everything that is routed. */
@NullMarked
package dev.whiteboard.gateway.docs;

import org.jspecify.annotations.NullMarked;
