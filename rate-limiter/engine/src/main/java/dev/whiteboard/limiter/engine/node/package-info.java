/** A whole limiter for one process: link, rules, decisions and reports, put together. */
@NullMarked
package dev.whiteboard.limiter.engine.node;

import org.jspecify.annotations.NullMarked;
