package dev.whiteboard.billing.ledger;

import java.util.List;

/**
 * What a look at the whole ledger found.
 *
 * @param balanced whether everything below is as it must be
 * @param unbalancedEntries entries whose postings do not sum to zero
 * @param entries how many there are
 * @param moneyOperations captures and refunds that succeeded; each has its entry
 * @param unmatched operations that moved money without an entry, and entries whose operation moved none
 * @param differingPayments payments whose captured and refunded sums are not those of their entries
 */
record LedgerCheck(boolean balanced, List<Totals> currencies, long entries, long moneyOperations,
        long unbalancedEntries, long unmatched, long differingPayments) {

    /** Sums of one currency, as decimal strings. */
    record Totals(String currency, String debits, String credits) {}
}
