/** How far and how long it is from here to there. */
@NullMarked
package dev.whiteboard.ride.route;

import org.jspecify.annotations.NullMarked;
