package dev.whiteboard.commerce.catalog;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Products as shoppers see them: from this node's memory, then Redis, then the table.
 *
 * <p>
 * <b>A change is pushed, twice.</b> The node that commits it stores the new state in Redis and announces it, and each node
 * forgets its copy; milliseconds later whoever reads the log of changes does the same again, in case that node died in
 * between. If neither reaches Redis, copies die of age: {@link ShelfProperties} says when at the latest.
 *
 * <p>
 * <b>A late fill never wins.</b> Forgetting a product also forgets a load under way, and in Redis the revision decides.
 */
public class Shelf implements AutoCloseable {
    private final AsyncCache<Long, Optional<Listing>> near;
    private final ExecutorService loads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("shelf-", 0).factory());
    private final Optional<SharedShelf> shared;
    private final Listings table;

    Shelf(ShelfProperties properties, Optional<SharedShelf> shared, Listings table) {
        this.near = Caffeine.newBuilder().maximumSize(properties.nearEntries())
                .expireAfterWrite(properties.nearLifetime()).recordStats().executor(loads).buildAsync();
        this.shared = shared;
        this.table = table;
        shared.ifPresent(copies -> copies.listen(this::forget));
    }

    /** Tells how often a product is in this node's memory. */
    void measure(MeterRegistry meters) {
        CaffeineCacheMetrics.monitor(meters, near, "products");
    }

    /** The product, on sale or not. One load serves all who ask meanwhile; one that fails is not kept. */
    public Optional<Listing> find(long id) {
        try {
            return near.get(id, this::load).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Optional<Listing> load(long id) {
        Optional<Listing> copy = shared.flatMap(copies -> copies.find(id));
        if (copy.isPresent()) {
            return copy;
        }
        Optional<Listing> read = table.read(id);
        read.ifPresent(listing -> shared.ifPresent(copies -> copies.offer(listing)));
        return read;
    }

    /** After the commit, or a load that overtakes it would bring back what was there before. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(ProductChanged change) {
        tell(change.listing());
    }

    /** Says again that these are different now. */
    public void repeat(Collection<Listing> changed) {
        changed.forEach(this::tell);
    }

    private void tell(Listing listing) {
        forget(listing.product().id());
        shared.ifPresent(copies -> copies.announce(listing));
    }

    private void forget(long id) {
        near.synchronous().invalidate(id);
    }

    @Override
    public void close() {
        loads.shutdownNow();
    }
}
