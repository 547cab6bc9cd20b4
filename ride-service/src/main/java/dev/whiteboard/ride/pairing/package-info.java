/** Which driver for which ride when many of both wait: exact assignment, as plain arithmetic. */
@NullMarked
package dev.whiteboard.ride.pairing;

import org.jspecify.annotations.NullMarked;
