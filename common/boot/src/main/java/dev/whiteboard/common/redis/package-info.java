/** The connection to Redis of those who use it as a cache or to wake each other, for processes that have Lettuce. */
@NullMarked
package dev.whiteboard.common.redis;

import org.jspecify.annotations.NullMarked;
