package dev.whiteboard.feed.tweet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an entry reaches the readers. It is decided once, when the entry is posted, and written down with it: so an author
 * who crosses the threshold, or a platform that is switched over, loses no entry and doubles none.
 *
 * @param mode push, pull, or by the number of followers
 * @param threshold from how many followers on an author's entries are pulled, in hybrid mode
 */
@ConfigurationProperties("whiteboard.feed.delivery")
record Delivery(@DefaultValue("hybrid") Mode mode, @DefaultValue("10000") long threshold) {

    /** The three textbook answers. */
    enum Mode {
        PUSH, PULL, HYBRID
    }

    boolean pushes(long followers) {
        return switch (mode) {
            case PUSH -> true;
            case PULL -> false;
            case HYBRID -> followers < threshold;
        };
    }
}
