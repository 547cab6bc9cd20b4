package dev.whiteboard.ride.payment;

import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.ride.fare.Fare;
import dev.whiteboard.ride.trip.Course;
import dev.whiteboard.ride.trip.Ride;
import dev.whiteboard.ride.trip.RideEnd;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks billing for what a ride costs, a fare or a fee, in the transaction that ends it: nobody is charged for a ride that
 * is not over, and no ride is over without its charge.
 */
@Component
class Charges implements RideEnd {
    static final String TOPIC = "billing.commands.v1";

    private final Payments payments;
    private final Outbox outbox;

    Charges(Payments payments, Outbox outbox) {
        this.payments = payments;
        this.outbox = outbox;
    }

    @Override
    public void over(Ride ride) {
        Course course = ride.course();
        String driver = course.driverId();
        long owed = Optional.ofNullable(course.fare()).orElse(course.fee());
        if (owed == 0 || driver == null) {
            return;
        }
        String method = ride.paymentMethod();
        Payment payment = new Payment(ride.id(), driver, owed, Fare.fee(owed), ride.quote().currency(),
                method == null ? Payment.CASH : Payment.REQUESTED);
        payments.insert(payment);
        if (method != null) {
            outbox.append(new OutboxEvent(TOPIC, ride.id(), "payment.requested",
                    ChargeCommand.of(payment, ride.riderId(), method)));
        }
    }
}
