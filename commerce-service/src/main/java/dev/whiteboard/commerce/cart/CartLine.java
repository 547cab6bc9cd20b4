package dev.whiteboard.commerce.cart;

/** A product in a cart, which is there once. */
public record CartLine(long productId, long quantity) {
    public static final long MOST = 999;

    /**
     * The law of merging: of two wishes for the same product the larger one counts. So it does not matter which cart is
     * merged into which, in what order, or how often; and nothing that somebody put into a cart is lost.
     */
    CartLine merge(CartLine other) {
        return new CartLine(productId, Math.max(quantity, other.quantity));
    }
}
