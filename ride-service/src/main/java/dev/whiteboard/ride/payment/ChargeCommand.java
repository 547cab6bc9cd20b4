package dev.whiteboard.ride.payment;

import dev.whiteboard.common.money.Money;
import java.util.List;

/** What billing is asked on {@code billing.commands.v1}. */
record ChargeCommand(String command, String paymentKey, String reference, String customerId, String method,
        String amount, String currency, List<Part> splits) {

    /** Whose a part of the amount is. */
    record Part(String account, String amount) {}

    /** The ride's id makes the key: asking twice is asking once. */
    static ChargeCommand of(Payment payment, String riderId, String method) {
        return new ChargeCommand("charge", payment.rideId() + "/fare", payment.rideId(), riderId, method,
                Money.text(payment.amount(), payment.currency()), payment.currency().getCurrencyCode(),
                List.of(new Part("payee:" + payment.driverId(), Money.text(payment.payout(), payment.currency())),
                        new Part("platform:fee", Money.text(payment.fee(), payment.currency()))));
    }
}
