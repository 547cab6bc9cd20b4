package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.ledger.Account;
import dev.whiteboard.billing.ledger.Posting;
import dev.whiteboard.common.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * To whom an amount belongs.
 *
 * <p>What each has of the first <em>x</em> of the amount is a function of <em>x</em> alone, and a movement from <em>x</em>
 * to <em>y</em> posts the difference, so that captures and refunds in any steps end at the cent where one step would have
 * ended. The function must never take anything from anybody as <em>x</em> grows; rounding down and giving the rest to the
 * first does. The method of d'Hondt (Jefferson, 1792) does not: it gives each next cent to the highest part ÷ (cents so
 * far + 1). It gives nobody less than their share rounded down, so the count can begin there.
 */
public record Splits(List<Split> parts) {

    public Splits {
        parts = List.copyOf(parts);
    }

    /** All of it is the platform's. */
    public static Splits none() {
        return new Splits(List.of());
    }

    boolean addUpTo(Money amount) {
        return parts.isEmpty() || parts.stream().mapToLong(Split::minor).sum() == amount.minor();
    }

    /** Credits everybody with what of {@code whole} lies between {@code from} and {@code to}; debits them if that goes down. */
    List<Posting> credits(Money whole, long from, long to) {
        List<Split> owners = parts.isEmpty() ? List.of(new Split(Account.SALES, whole.minor())) : parts;
        long[] before = shares(owners, whole.minor(), from);
        long[] after = shares(owners, whole.minor(), to);
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            if (after[i] != before[i]) {
                postings.add(new Posting(owners.get(i).account(), whole.currency(), before[i] - after[i]));
            }
        }
        return postings;
    }

    private static long[] shares(List<Split> owners, long whole, long of) {
        long[] shares = owners.stream().mapToLong(owner -> share(owner, whole, of)).toArray();
        long left = of;
        for (long share : shares) {
            left -= share;
        }
        for (; left > 0; left--) {
            shares[next(owners, shares)]++;
        }
        return shares;
    }

    private static long share(Split owner, long whole, long of) {
        return BigInteger.valueOf(owner.minor()).multiply(BigInteger.valueOf(of)).divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    /** Whose turn it is: compares quotients by multiplying crosswise. */
    private static int next(List<Split> owners, long[] shares) {
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            BigInteger his = BigInteger.valueOf(owners.get(i).minor()).multiply(BigInteger.valueOf(shares[best] + 1));
            BigInteger theBest = BigInteger.valueOf(owners.get(best).minor())
                    .multiply(BigInteger.valueOf(shares[i] + 1));
            if (his.compareTo(theBest) > 0) {
                best = i;
            }
        }
        return best;
    }
}
