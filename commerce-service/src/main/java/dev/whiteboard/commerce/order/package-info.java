/** Orders and their saga: what may happen to one, what follows from it, and what its buyer is told. */
@NullMarked
package dev.whiteboard.commerce.order;

import org.jspecify.annotations.NullMarked;
