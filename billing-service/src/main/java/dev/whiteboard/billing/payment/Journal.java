package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.ledger.Account;
import dev.whiteboard.billing.ledger.Posting;
import dev.whiteboard.common.money.Money;
import java.util.ArrayList;
import java.util.List;

/** Says how a movement of money is entered: what the provider now owes us more or less, and whose that is. */
final class Journal {
    private Journal() {}

    /** Empty if no money moved. */
    static List<Posting> between(Payment payment, Standing before, Standing after) {
        Money whole = payment.terms().amount();
        Splits splits = payment.terms().splits();
        long moved = after.captured() - before.captured() - (after.refunded() - before.refunded());
        if (moved == 0) {
            return List.of();
        }
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(Account.PROVIDER, whole.currency(), moved));
        postings.addAll(moved > 0
                ? splits.credits(whole, before.captured(), after.captured())
                : splits.credits(whole, after.refunded(), before.refunded()));
        return postings;
    }
}
