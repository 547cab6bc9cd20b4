/** Where drivers are: what is believed of what they say, and who is near. */
@NullMarked
package dev.whiteboard.ride.location;

import org.jspecify.annotations.NullMarked;
