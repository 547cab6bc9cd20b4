/** What a ride would cost, pinned for some minutes. */
@NullMarked
package dev.whiteboard.ride.quote;

import org.jspecify.annotations.NullMarked;
