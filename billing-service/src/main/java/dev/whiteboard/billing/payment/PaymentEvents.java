package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.payment.PaymentEvent.Step;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.common.problem.Problem;
import org.springframework.stereotype.Component;

/** Tells other services, in the transaction in which it becomes true. The key is the order or ride. */
@Component
public class PaymentEvents {
    public static final String TOPIC = "billing.payments.v1";

    private final Outbox outbox;

    PaymentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void settled(Payment payment, Operation operation) {
        append(payment, "payment." + payment.state().wire(), PaymentEvent.of(payment, Step.of(operation)));
    }

    void unknown(Payment payment, Operation operation) {
        Step step = Step.of(operation);
        append(payment, "payment.unknown", PaymentEvent.of(payment,
                new Step(step.id(), step.type(), OperationState.UNKNOWN.wire(), step.amount(), step.commandKey(),
                        null)));
    }

    /** How things stand, for whoever asked a second time. */
    public void repeated(Payment payment) {
        append(payment, "payment." + payment.state().wire(), PaymentEvent.of(payment, null));
    }

    public void rejected(String paymentKey, String commandKey, String reference, Problem problem) {
        var reason = new Rejection.Reason(problem.code().name(), problem.message(), problem.field());
        outbox.append(new OutboxEvent(TOPIC, reference, "command.rejected",
                new Rejection(paymentKey, commandKey, reference, reason)));
    }

    private void append(Payment payment, String type, PaymentEvent event) {
        outbox.append(new OutboxEvent(TOPIC, payment.terms().reference(), type, event));
    }
}
