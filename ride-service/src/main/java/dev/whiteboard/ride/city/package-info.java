/** The cities that are served. */
@NullMarked
package dev.whiteboard.ride.city;

import org.jspecify.annotations.NullMarked;
