/** A payment provider as one would rather not have it: it is slow, loses answers, repeats and reorders, but it can count. */
@NullMarked
package dev.whiteboard.local.psp;

import org.jspecify.annotations.NullMarked;
