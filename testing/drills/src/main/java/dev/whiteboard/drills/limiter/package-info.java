/** The rate limiter's drill: nobody passes more often than the published bound, and nobody is locked out. */
@NullMarked
package dev.whiteboard.drills.limiter;

import org.jspecify.annotations.NullMarked;
