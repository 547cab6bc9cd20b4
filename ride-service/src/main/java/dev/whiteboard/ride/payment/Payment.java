package dev.whiteboard.ride.payment;

import java.util.Currency;

/** What a ride costs its rider, who has which part of it, and how the payment stands. */
record Payment(String rideId, String driverId, long amount, long fee, Currency currency, String status) {
    static final String CASH = "cash";
    static final String REQUESTED = "requested";

    long payout() {
        return amount - fee;
    }
}
