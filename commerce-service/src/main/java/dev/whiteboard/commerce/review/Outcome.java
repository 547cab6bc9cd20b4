package dev.whiteboard.commerce.review;

/** How an attempt to review ends. */
sealed interface Outcome {
    record Done(Review review) implements Outcome {}

    /** What was sent breaks a rule. */
    record Refused(String field, String message) implements Outcome {}

    record NoSuchProduct() implements Outcome {}

    /** Who did not buy it, or not yet, or gave it back. */
    record NotBought() implements Outcome {}

    record SaidAlready() implements Outcome {}
}
