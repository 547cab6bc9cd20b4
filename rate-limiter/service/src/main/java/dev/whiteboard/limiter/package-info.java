/** The rate limiter's own service: rules and their history, checks for other programs, and who is limited most. */
@NullMarked
package dev.whiteboard.limiter;

import org.jspecify.annotations.NullMarked;
