/** Drivers, their cars, and whether they want to work. */
@NullMarked
package dev.whiteboard.ride.driver;

import org.jspecify.annotations.NullMarked;
