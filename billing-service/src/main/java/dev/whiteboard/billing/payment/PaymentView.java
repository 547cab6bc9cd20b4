package dev.whiteboard.billing.payment;

import dev.whiteboard.common.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its customer and the services see it.
 *
 * @param note what it means for the customer, in words
 */
record PaymentView(String id, String paymentKey, String reference, String customerId, String status, String note,
        String amount, String currency, String captured, String refunded, String method, long version,
        List<Step> operations, Instant createdAt, Instant updatedAt) {

    record Step(String id, String type, String status, String amount, @Nullable String declineCode, Instant createdAt,
            @Nullable Instant finishedAt) {}

    static PaymentView of(Payment payment, List<Operation> operations) {
        Terms terms = payment.terms();
        Standing standing = payment.standing();
        var currency = terms.amount().currency();
        return new PaymentView(payment.id(), terms.paymentKey(), terms.reference(), terms.customerId(),
                payment.state().wire(), note(payment.state()), terms.amount().text(), currency.getCurrencyCode(),
                Money.text(standing.captured(), currency), Money.text(standing.refunded(), currency),
                terms.token().label(), payment.version(), operations.stream().map(PaymentView::step).toList(),
                payment.createdAt(), payment.updatedAt());
    }

    private static Step step(Operation operation) {
        return new Step(operation.id(), operation.type().wire(), operation.state().wire(), operation.amount().text(),
                operation.declineCode(), operation.createdAt(), operation.finishedAt());
    }

    private static String note(PaymentState state) {
        return switch (state) {
            case PENDING -> "The payment provider is being asked.";
            case UNKNOWN -> "The payment provider has not answered. We keep asking, and you will not be charged twice.";
            case AUTHORISED -> "The amount is reserved, and has not been taken.";
            case DECLINED -> "The payment was declined. Nothing was taken.";
            case PARTIALLY_CAPTURED -> "A part of the amount was taken.";
            case CAPTURED -> "The amount was taken.";
            case VOIDED -> "The reservation was given back. Nothing was taken.";
            case PARTIALLY_REFUNDED -> "A part of what was taken was given back.";
            case REFUNDED -> "What was taken was given back.";
        };
    }
}
