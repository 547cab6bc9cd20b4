/** Sums of money: minor units and a currency, never a floating-point number. */
@NullMarked
package dev.whiteboard.common.money;

import org.jspecify.annotations.NullMarked;
