package dev.whiteboard.commerce.catalog;

/** How a seller's command on a product ends. */
sealed interface Outcome {

    record Done(Listing listing) implements Outcome {}

    /** What was sent breaks a rule. */
    record Refused(String field, String message) implements Outcome {}

    /** There is no such product, or it is somebody else's, which is not for the caller to know. */
    record NoSuchProduct() implements Outcome {}

    /** The seller changed another version than the present one. */
    record Outdated() implements Outcome {}
}
