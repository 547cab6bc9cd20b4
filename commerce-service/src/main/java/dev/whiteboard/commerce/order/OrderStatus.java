package dev.whiteboard.commerce.order;

import java.util.Locale;

/** What the buyer is told. */
public enum OrderStatus {
    PENDING, PAID, SHIPPED, DELIVERED, FAILED, CANCELLED, REFUNDED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
