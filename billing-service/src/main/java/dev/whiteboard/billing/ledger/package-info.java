/** The double-entry ledger: every movement of money, in entries that balance. */
@NullMarked
package dev.whiteboard.billing.ledger;

import org.jspecify.annotations.NullMarked;
