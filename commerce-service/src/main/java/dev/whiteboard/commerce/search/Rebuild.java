package dev.whiteboard.commerce.search;

import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.commerce.catalog.Listings;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a new index beside the old one. From its beginning every change is written to both; what changes during the copy
 * comes twice, and the higher revision stays. It may begin only while changes are read: what was committed before is in the
 * copy, what is committed after is told.
 */
final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final Listings listings;
    private final ProductIndex index;
    private final Tenure tenure;
    private final Clock clock;
    private final int page;

    Rebuild(Listings listings, ProductIndex index, Tenure tenure, Clock clock, int page) {
        this.listings = listings;
        this.index = index;
        this.tenure = tenure;
        this.clock = clock;
        this.page = page;
    }

    /** @return whether shoppers have the new index; not if this replica's time was over before */
    boolean run() {
        String name = index.begin(clock.millis());
        try {
            long copied = copy(name);
            if (!tenure.lasts()) {
                return false;
            }
            index.finish(name);
            LOG.info("{} products are in the new index {}", copied, name);
            return true;
        } finally {
            index.abandonUnlessShown(name);
        }
    }

    private long copy(String name) {
        long copied = 0;
        List<Listing> some = listings.after(0, page);
        while (tenure.lasts() && !some.isEmpty()) {
            index.write(name, some, Set.of());
            copied += some.size();
            some = listings.after(some.getLast().product().id(), page);
        }
        return copied;
    }
}
