package dev.whiteboard.feed.ranking;

import dev.whiteboard.feed.tweet.Shown;
import java.util.Comparator;

/**
 * An entry that might be shown.
 *
 * @param followed whether it is of the home timeline
 */
record Candidate(Shown shown, Features features, boolean followed) {
    static final Comparator<Candidate> NEWEST_FIRST = Comparator
            .comparingLong((Candidate candidate) -> candidate.shown().entryId()).reversed();
}
