/** Payments, their operations, and the rules by which they move from state to state. */
@NullMarked
package dev.whiteboard.billing.payment;

import org.jspecify.annotations.NullMarked;
