/** Brings riders and drivers together, and never two rides into one car. */
@NullMarked
package dev.whiteboard.ride;

import org.jspecify.annotations.NullMarked;
