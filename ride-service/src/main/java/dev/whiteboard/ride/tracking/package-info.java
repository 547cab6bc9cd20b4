/** Tells riders and drivers over a socket what happens to their rides, and where the car is. */
@NullMarked
package dev.whiteboard.ride.tracking;

import org.jspecify.annotations.NullMarked;
