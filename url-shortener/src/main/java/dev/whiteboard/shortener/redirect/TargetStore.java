package dev.whiteboard.shortener.redirect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where targets are true: the table of links, as redirects read it. */
interface TargetStore {

    /** @throws Overloaded if too many redirects are reading already */
    Optional<Target> find(String shortKey);

    /** Every link that changed within this time, whoever changed it. */
    List<Change> changesOfTheLast(Duration time);

    /** What a key stands for since its last change. */
    record Change(String shortKey, Target target) {}

    /** The database is not asked, because it has enough to do or does not answer. */
    final class Overloaded extends RuntimeException {
        Overloaded(Throwable cause) {
            super("the table of links cannot be read now", cause);
        }
    }
}
