package dev.whiteboard.drills.commerce;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The orders that buyers were told of, and whose they are. */
final class Ledger {
    private final Map<String, Buyer> orders = new ConcurrentHashMap<>();

    void acknowledged(String order, Buyer buyer) {
        orders.put(order, buyer);
    }

    Map<String, Buyer> orders() {
        return orders;
    }
}
