/** Turns a cart into an order, or says why it cannot. */
@NullMarked
package dev.whiteboard.commerce.checkout;

import org.jspecify.annotations.NullMarked;
