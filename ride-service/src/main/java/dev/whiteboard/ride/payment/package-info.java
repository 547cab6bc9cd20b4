/** Money that a ride moves: what billing is asked to charge, receipts, and what drivers earn. */
@NullMarked
package dev.whiteboard.ride.payment;

import org.jspecify.annotations.NullMarked;
