package dev.whiteboard.billing.payment;

import dev.whiteboard.common.money.Money;

/** An operation that is about to be written down. */
record Draft(OperationType type, Money amount, String commandKey) {}
