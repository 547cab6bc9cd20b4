/** Where more people want a car than there are, a ride costs more: by cell, with bounds. */
@NullMarked
package dev.whiteboard.ride.surge;

import org.jspecify.annotations.NullMarked;
