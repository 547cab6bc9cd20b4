/** A ride from its request to its end: what may happen, and what it costs. */
@NullMarked
package dev.whiteboard.ride.trip;

import org.jspecify.annotations.NullMarked;
