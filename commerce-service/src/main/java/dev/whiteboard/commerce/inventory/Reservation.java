package dev.whiteboard.commerce.inventory;

/** What became of the wish to set units aside. */
public sealed interface Reservation {
    /** All of them are set aside, if the transaction commits. */
    record Held() implements Reservation {}

    /** There are not so many of this product; the transaction has to be rolled back. */
    record OutOfStock(long productId) implements Reservation {}
}
