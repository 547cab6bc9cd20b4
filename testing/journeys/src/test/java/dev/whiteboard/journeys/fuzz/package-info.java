/** Requests that are made up from what a service says of itself. */
@NullMarked
package dev.whiteboard.journeys.fuzz;

import org.jspecify.annotations.NullMarked;
