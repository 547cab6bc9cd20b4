package dev.whiteboard.commerce.inventory;

/** So many units of a product. */
public record Quantity(long productId, long units) {
    public Quantity {
        if (units <= 0) {
            throw new IllegalArgumentException("units must be more than 0");
        }
    }
}
