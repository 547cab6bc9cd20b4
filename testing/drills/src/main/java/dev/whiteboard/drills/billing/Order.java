package dev.whiteboard.drills.billing;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that somebody pays for, and what its clients were told of the payment. */
final class Order {
    private static final Set<String> PAID = Set.of("captured", "partially_refunded", "refunded");
    private static final Set<String> UNPAID = Set.of("declined", "voided");

    private final String reference;
    private final Customer customer;
    private final String method;
    private final long cents;
    private @Nullable String payment;
    private String status = "asked for";
    private long version = -1;
    private long refund;
    private boolean refundPromised;

    Order(String reference, Customer customer, String method, long cents) {
        this.reference = reference;
        this.customer = customer;
        this.method = method;
        this.cents = cents;
    }

    String reference() {
        return reference;
    }

    Customer customer() {
        return customer;
    }

    String method() {
        return method;
    }

    long cents() {
        return cents;
    }

    synchronized Optional<String> payment() {
        return Optional.ofNullable(payment);
    }

    synchronized boolean isPaid() {
        return PAID.contains(status);
    }

    synchronized boolean isUnpaid() {
        return UNPAID.contains(status);
    }

    synchronized String status() {
        return status;
    }

    /** How much was asked to be given back; 0 if nothing. */
    synchronized long refund() {
        return refund;
    }

    synchronized boolean refundPromised() {
        return refundPromised;
    }

    /** Whether there is something to ask back, and nobody else has; it is the caller's from now on. */
    synchronized boolean asksBack(long some) {
        boolean first = isPaid() && refund == 0;
        refund = first ? some : refund;
        return first;
    }

    synchronized void promisedBack() {
        refundPromised = true;
    }

    /** Takes in an answer; @return what is wrong with it in the light of earlier ones. */
    synchronized Optional<String> told(JsonNode answer) {
        String id = answer.path("id").asString("");
        long now = answer.path("version").asLong(-1);
        String next = answer.path("status").asString("");
        if (payment != null && !payment.equals(id)) {
            return Optional.of(reference + " was " + payment + " and is now " + id);
        }
        payment = id;
        if (!answer.path("amount").asString("").equals(Money.text(cents))) {
            return Optional.of(reference + " costs " + Money.text(cents) + ", and is told as " + answer.path("amount"));
        }
        if (now <= version) {
            return Optional.empty();
        }
        String before = status;
        boolean unsaid = PAID.contains(before) && !PAID.contains(next)
                || UNPAID.contains(before) && !before.equals(next);
        version = now;
        status = next;
        return unsaid ? Optional.of(reference + " was " + before + " and is now " + next) : Optional.empty();
    }
}
