/** The one table of what can be reached through the door, and its binding to Spring Cloud Gateway. */
@NullMarked
package dev.whiteboard.gateway.route;

import org.jspecify.annotations.NullMarked;
