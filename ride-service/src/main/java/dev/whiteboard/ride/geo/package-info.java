/** Places on the sphere and the distances between them. */
@NullMarked
package dev.whiteboard.ride.geo;

import org.jspecify.annotations.NullMarked;
