package dev.whiteboard.ride.payment;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventHandler;
import org.springframework.stereotype.Component;

/** Hears from billing how the payments of rides stand; those of others are not ours. */
@Component
class PaymentNews implements EventHandler<PaymentTold> {
    private final Payments payments;

    PaymentNews(Payments payments) {
        this.payments = payments;
    }

    @Override
    public String consumer() {
        return "ride.payments";
    }

    @Override
    public String topic() {
        return "billing.payments.v1";
    }

    @Override
    public Class<PaymentTold> payload() {
        return PaymentTold.class;
    }

    @Override
    public void handle(Event<PaymentTold> event) {
        PaymentTold told = event.payload();
        if (told == null || !told.isOfARide()) {
            return;
        }
        String status = told.status();
        Long version = told.version();
        if (told.rejected() != null) {
            payments.rejected(told.reference());
        } else if (status != null && version != null) {
            payments.stands(told.reference(), status, version);
        }
    }
}
