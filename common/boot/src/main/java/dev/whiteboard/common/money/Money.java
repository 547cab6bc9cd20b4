package dev.whiteboard.common.money;

import java.math.BigDecimal;
import java.util.Currency;

/** A positive sum in minor units of its currency: 149.97 USD is 14997. */
public record Money(long minor, Currency currency) {
    /** A billion, and some: nothing that is sold here comes near it, and sums of a million of them fit a long. */
    private static final long MOST = 100_000_000_000L;
    private static final int LONGEST = 24;

    public Money {
        if (minor <= 0 || minor > MOST) {
            throw new IllegalArgumentException("must be more than 0 and at most " + text(MOST, currency));
        }
    }

    /** @throws IllegalArgumentException with a message for whoever wrote {@code amount} */
    public static Money of(BigDecimal amount, Currency currency) {
        if (amount.precision() > LONGEST || Math.abs(amount.scale()) > LONGEST) {
            throw new IllegalArgumentException("must be more than 0 and at most " + text(MOST, currency));
        }
        BigDecimal minor = amount.movePointRight(currency.getDefaultFractionDigits()).stripTrailingZeros();
        if (minor.scale() > 0) {
            throw new IllegalArgumentException(
                    currency + " has " + currency.getDefaultFractionDigits() + " decimals");
        }
        if (minor.signum() <= 0 || minor.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw new IllegalArgumentException("must be more than 0 and at most " + text(MOST, currency));
        }
        return new Money(minor.longValueExact(), currency);
    }

    /** As clients read it: {@code 149.97}. */
    public String text() {
        return text(minor, currency);
    }

    /** Any number of minor units as clients read it, zero included. */
    public static String text(long minor, Currency currency) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }
}
