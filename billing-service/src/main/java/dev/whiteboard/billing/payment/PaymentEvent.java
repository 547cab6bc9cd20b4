package dev.whiteboard.billing.payment;

import dev.whiteboard.common.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment's whole state on {@code billing.payments.v1}. The highest version is the latest.
 *
 * @param operation what brought it there
 */
record PaymentEvent(String paymentId, String paymentKey, String reference, String customerId, String status,
        String amount, String currency, String captured, String refunded, long version, @Nullable Step operation) {

    record Step(String id, String type, String status, String amount, String commandKey, @Nullable String declineCode) {
        static Step of(Operation operation) {
            return new Step(operation.id(), operation.type().wire(), operation.state().wire(),
                    operation.amount().text(), operation.commandKey(), operation.declineCode());
        }
    }

    static PaymentEvent of(Payment payment, @Nullable Step step) {
        Terms terms = payment.terms();
        var currency = terms.amount().currency();
        return new PaymentEvent(payment.id(), terms.paymentKey(), terms.reference(), terms.customerId(),
                payment.state().wire(), terms.amount().text(), currency.getCurrencyCode(),
                Money.text(payment.standing().captured(), currency),
                Money.text(payment.standing().refunded(), currency), payment.version(), step);
    }
}
