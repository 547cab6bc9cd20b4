package dev.whiteboard.commerce.catalog;

/** What comes of checking what somebody sent: the value, or the field that breaks a rule and why. */
sealed interface Checked<T> {

    record Accepted<T>(T value) implements Checked<T> {}

    record Refused<T>(String field, String message) implements Checked<T> {}
}
