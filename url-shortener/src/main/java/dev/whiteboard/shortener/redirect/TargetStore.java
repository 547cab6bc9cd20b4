package dev.whiteboard.shortener.redirect;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where targets are true: the table of links, as redirects read it. */
interface TargetStore {

    /**
     * What those of the keys stand for that were ever given out.
     *
     * @throws Overloaded if too many redirects are reading already
     */
    Map<String, Target> find(Collection<String> shortKeys);

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
