/** Rules as administrators see them: made, changed with optimistic versions, audited, and published to every node. */
@NullMarked
package dev.whiteboard.limiter.rules;

import org.jspecify.annotations.NullMarked;
