/** A city of drivers and riders who use the public API: the simulator, and the drill of rides. */
@NullMarked
package dev.whiteboard.drills.ride;

import org.jspecify.annotations.NullMarked;
