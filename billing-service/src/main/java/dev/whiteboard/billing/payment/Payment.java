package dev.whiteboard.billing.payment;

import java.time.Instant;

/** One payment for one order or ride, as it is at one version. */
public record Payment(String id, Terms terms, Standing standing, long version, Instant createdAt, Instant updatedAt) {

    PaymentState state() {
        return standing.state();
    }

    Payment at(Standing next) {
        return new Payment(id, terms, next, version + 1, createdAt, updatedAt);
    }
}
