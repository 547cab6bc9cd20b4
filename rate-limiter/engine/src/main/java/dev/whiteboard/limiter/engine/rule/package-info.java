/** Rules, whom they bind, and the book that finds those of a request. */
@NullMarked
package dev.whiteboard.limiter.engine.rule;

import org.jspecify.annotations.NullMarked;
