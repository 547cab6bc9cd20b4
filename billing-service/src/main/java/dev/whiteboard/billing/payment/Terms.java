package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.method.Token;
import dev.whiteboard.common.money.Money;

/**
 * What was agreed when a payment began; it never changes.
 *
 * @param paymentKey the caller's name for the payment
 * @param reference the order or ride that is paid
 */
public record Terms(String paymentKey, String reference, String customerId, Token token, CaptureMode captureMode,
        Money amount, Splits splits) {}
