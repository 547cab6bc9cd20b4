/** The drill of payments. */
@NullMarked
package dev.whiteboard.drills.billing;

import org.jspecify.annotations.NullMarked;
