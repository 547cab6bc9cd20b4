/** How a node learns of changed rules, and what it goes by when nobody tells it. */
@NullMarked
package dev.whiteboard.limiter.engine.feed;

import org.jspecify.annotations.NullMarked;
