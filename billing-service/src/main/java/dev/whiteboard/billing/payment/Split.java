package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.ledger.Account;

/** A part of an amount and to whom it belongs. */
public record Split(Account account, long minor) {}
