/** The most limited clients, over all nodes. */
@NullMarked
package dev.whiteboard.limiter.report;

import org.jspecify.annotations.NullMarked;
