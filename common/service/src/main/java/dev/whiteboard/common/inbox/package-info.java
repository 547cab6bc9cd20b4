/** Consuming events: each acts once, a failing key waits alone, what cannot be handled is kept for an operator. */
@NullMarked
package dev.whiteboard.common.inbox;

import org.jspecify.annotations.NullMarked;
