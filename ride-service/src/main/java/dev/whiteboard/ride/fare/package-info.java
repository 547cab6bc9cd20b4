/** What a ride costs, to the cent. */
@NullMarked
package dev.whiteboard.ride.fare;

import org.jspecify.annotations.NullMarked;
