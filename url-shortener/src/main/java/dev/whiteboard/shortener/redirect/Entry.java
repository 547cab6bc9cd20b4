package dev.whiteboard.shortener.redirect;

/** How it ends that somebody who knew the password of a link wants to follow it. */
public sealed interface Entry {

    /** On to this place; the click is recorded. */
    record Admitted(String location) implements Entry {}

    /** It leads nowhere any more. */
    record Gone() implements Entry {}

    /** Nobody can say right now. */
    record Unknown() implements Entry {}
}
