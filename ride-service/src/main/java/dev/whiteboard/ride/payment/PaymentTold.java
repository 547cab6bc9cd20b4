package dev.whiteboard.ride.payment;

import org.jspecify.annotations.Nullable;

/** What billing tells on {@code billing.payments.v1}: how a payment stands, or why it was not begun. */
record PaymentTold(String paymentKey, String reference, @Nullable String status, @Nullable Long version,
        @Nullable Rejection rejected) {

    record Rejection(String code) {}

    boolean isOfARide() {
        return paymentKey.equals(reference + "/fare");
    }
}
