/** One round trip to Redis: scripts, connection, heartbeat and circuit. */
@NullMarked
package dev.whiteboard.limiter.engine.redis;

import org.jspecify.annotations.NullMarked;
