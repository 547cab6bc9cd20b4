/** The five algorithms as values: their parameters, what they send to Redis, and what its answer means. */
@NullMarked
package dev.whiteboard.limiter.engine.algorithm;

import org.jspecify.annotations.NullMarked;
