package dev.whiteboard.billing.payment;

import org.jspecify.annotations.Nullable;

/**
 * On {@code billing.payments.v1}: a command was not carried out, and nothing was changed. Of what was sent it repeats
 * nothing but the names by which the sender knows it.
 */
record Rejection(String paymentKey, String commandKey, String reference, Reason rejected) {

    record Reason(String code, String message, @Nullable String field) {}
}
