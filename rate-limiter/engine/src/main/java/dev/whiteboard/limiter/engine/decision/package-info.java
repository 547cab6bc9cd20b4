/** The decision: every layer of a request at once, exactly while Redis answers and by policy when it does not. */
@NullMarked
package dev.whiteboard.limiter.engine.decision;

import org.jspecify.annotations.NullMarked;
