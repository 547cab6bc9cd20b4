package dev.whiteboard.ride.trip;

import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import org.springframework.stereotype.Component;

/** Tells everybody of a transition, in the transaction in which it becomes true. */
@Component
class RideEvents {
    static final String TOPIC = "ride.rides.v1";

    private final Outbox outbox;

    RideEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void told(Ride ride) {
        outbox.append(new OutboxEvent(TOPIC, ride.id(), "ride." + ride.state().wire(), RideEvent.of(ride)));
    }
}
