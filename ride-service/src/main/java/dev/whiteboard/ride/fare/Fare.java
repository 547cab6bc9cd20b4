package dev.whiteboard.ride.fare;

import java.util.Currency;

/**
 * A fare and how it came about; the lines add up to the total, and the two shares too.
 *
 * @param minimumFee what is missing from base, distance and time to the card's minimum
 * @param surge what surge adds to all of that
 * @param booking the fixed part
 */
public record Fare(Currency currency, long base, long distance, long time, long minimumFee, long surge, long booking) {
    /** What the platform keeps of every hundred. */
    private static final long FEE_PERCENT = 20;
    private static final long WHOLE = 100;
    private static final long METRES_PER_KM = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;

    /** Each line is rounded half up by itself, so that the receipt adds up as it is printed. */
    public static Fare of(RateCard card, Currency currency, Driven driven, Surge surge) {
        long distance = rounded(card.perKm() * driven.metres(), METRES_PER_KM);
        long time = rounded(card.perMinute() * driven.seconds(), SECONDS_PER_MINUTE);
        long travel = card.base() + distance + time;
        long minimumFee = Math.max(0, card.minimum() - travel);
        long more = rounded((travel + minimumFee) * (surge.hundredths() - WHOLE), WHOLE);
        return new Fare(currency, card.base(), distance, time, minimumFee, more, card.booking());
    }

    public long total() {
        return base + distance + time + minimumFee + surge + booking;
    }

    /** The platform's share. */
    public long fee() {
        return fee(total());
    }

    /** The driver's share. */
    public long payout() {
        return total() - fee();
    }

    /** The platform's share of any amount; the driver has the rest. */
    public static long fee(long amount) {
        return rounded(amount * FEE_PERCENT, WHOLE);
    }

    private static long rounded(long dividend, long divisor) {
        return (dividend + divisor / 2) / divisor;
    }
}
