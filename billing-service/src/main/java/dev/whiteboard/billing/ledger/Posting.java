package dev.whiteboard.billing.ledger;

import java.util.Currency;

/**
 * One side of an entry.
 *
 * @param amount in minor units: more than 0 debits the account, less credits it
 */
public record Posting(Account account, Currency currency, long amount) {}
