/** Who was refused, how often and when last: counted on every node, added up in Redis. */
@NullMarked
package dev.whiteboard.limiter.engine.denial;

import org.jspecify.annotations.NullMarked;
