package dev.whiteboard.commerce.inventory;

import java.util.List;

/** A movement of stock on behalf of an order. */
public record Move(long orderId, Movement movement, Quantity quantity) {
    public static List<Move> all(long orderId, Movement movement, List<Quantity> quantities) {
        return quantities.stream().map(quantity -> new Move(orderId, movement, quantity)).toList();
    }
}
