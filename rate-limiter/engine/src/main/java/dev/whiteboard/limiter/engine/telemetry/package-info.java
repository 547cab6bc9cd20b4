/** What a node tells about itself in numbers. */
@NullMarked
package dev.whiteboard.limiter.engine.telemetry;

import org.jspecify.annotations.NullMarked;
