package dev.whiteboard.ride.trip;

import dev.whiteboard.common.problem.Problem;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be done about a command. */
sealed interface Decision {

    /**
     * The ride goes on.
     *
     * @param offers what becomes of which driver's offer
     * @param before a deadline that must not have passed when it is written down
     */
    record Go(Course next, Map<String, OfferState> offers, @Nullable Instant before) implements Decision {
        public Go {
            offers = Map.copyOf(offers);
        }

        Go(Course next, Map<String, OfferState> offers) {
            this(next, offers, null);
        }
    }

    /** It stays as it is. */
    record Refuse(Problem problem) implements Decision {}
}
