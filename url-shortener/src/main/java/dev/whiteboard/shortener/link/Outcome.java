package dev.whiteboard.shortener.link;

/** How a command on a link ends. */
sealed interface Outcome {

    record Done(Link link) implements Outcome {}

    /** What was sent breaks a rule. */
    record Refused(String field, String message) implements Outcome {}

    record AliasTaken(Alias alias) implements Outcome {}

    /** There is no such link, or it is somebody else's, which is not for the caller to know. */
    record NoSuchLink() implements Outcome {}

    /** The caller changed another version than the present one. */
    record Outdated() implements Outcome {}
}
