/** Who may ask how often: every API request is decided by the rate limiter's engine, in this process. */
@NullMarked
package dev.whiteboard.gateway.limit;

import org.jspecify.annotations.NullMarked;
