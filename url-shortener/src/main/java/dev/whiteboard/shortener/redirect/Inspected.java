package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.page.Inspection;

/** What comes of looking a link up for its inspect page. */
sealed interface Inspected {

    record There(Inspection link) implements Inspected {}

    record Deleted() implements Inspected {}

    /** There was never such a link. */
    record Missing() implements Inspected {}

    /** Nobody can say right now. */
    record Unknown() implements Inspected {}
}
