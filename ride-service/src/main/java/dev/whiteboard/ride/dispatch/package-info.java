/** Finds a driver: requests, candidates, offers, and the clock that leads on. */
@NullMarked
package dev.whiteboard.ride.dispatch;

import org.jspecify.annotations.NullMarked;
