package dev.whiteboard.commerce.payment;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import org.springframework.stereotype.Component;

/**
 * Asks billing for money, or to give it back, in the transaction that makes it necessary. The keys are made from the
 * order, so the same wish has the same key however often it is sent, by whichever process.
 */
@Component
public class Billing {
    static final String COMMANDS = "billing.commands.v1";
    private static final String KEY = "/pay";

    private final Outbox outbox;

    Billing(Outbox outbox) {
        this.outbox = outbox;
    }

    /** What billing calls the payment of an order. */
    public static String paymentKey(String orderId) {
        return orderId + KEY;
    }

    /** @param method a payment method of the buyer, or a token of the provider */
    public void charge(String orderId, String buyerId, String method, Money amount) {
        send(orderId, "payment.charge", new PaymentCommand("charge", paymentKey(orderId), null, orderId, buyerId,
                method, amount.text(), amount.currency().getCurrencyCode()));
    }

    /**
     * Gives back all that was taken.
     *
     * @param number which attempt: only one that was declined is followed by the next
     */
    public void refund(String orderId, int number) {
        send(orderId, "payment.refund", new PaymentCommand("refund", paymentKey(orderId), "refund-" + number, orderId,
                null, null, null, null));
    }

    private void send(String orderId, String type, PaymentCommand command) {
        outbox.append(new OutboxEvent(COMMANDS, orderId, type, command));
    }
}
