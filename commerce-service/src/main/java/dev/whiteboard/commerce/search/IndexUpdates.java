package dev.whiteboard.commerce.search;

import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.commerce.catalog.Listings;
import dev.whiteboard.commerce.catalog.Shelf;
import dev.whiteboard.common.search.SearchUnavailable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what changed into the index, as it is now, and tells the shelves of all nodes. */
final class IndexUpdates implements ProductChanges.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(IndexUpdates.class);

    private final Listings listings;
    private final Shelf shelf;
    private final ProductIndex index;
    private final Tenure tenure;
    private final Duration retry;
    private volatile boolean stalled;

    IndexUpdates(Listings listings, Shelf shelf, ProductIndex index, Tenure tenure, Duration retry) {
        this.listings = listings;
        this.shelf = shelf;
        this.index = index;
        this.tenure = tenure;
        this.retry = retry;
    }

    /** Waits and repeats while the index cannot be reached. */
    @Override
    public void changed(Set<Long> products) throws InterruptedException {
        while (!products.isEmpty()) {
            try {
                List<Listing> found = listings.read(products);
                shelf.repeat(found);
                index.write(found, missing(products, found));
                stalled = false;
                return;
            } catch (SearchUnavailable e) {
                stalled = true;
                LOG.warn("{} changes wait for the index: {}", products.size(), e.getMessage());
            }
            tenure.pause(retry);
            if (!tenure.lasts()) {
                throw new InterruptedException("whoever comes next reads these changes again");
            }
        }
    }

    /** A new reader begins. */
    void begin() {
        stalled = false;
    }

    /** Whether the last attempt failed. */
    boolean stalled() {
        return stalled;
    }

    private static Set<Long> missing(Set<Long> asked, List<Listing> found) {
        Set<Long> missing = new HashSet<>(asked);
        found.forEach(listing -> missing.remove(listing.product().id()));
        return missing;
    }
}
