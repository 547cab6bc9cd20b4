package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.id.SnowflakeGenerator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What sellers can do with their products. */
@Service
class Catalogue {
    private static final int MOST_ATTEMPTS = 16;

    private final Listings listings;
    private final Products products;
    private final Categories categories;
    private final Images images;
    private final TransactionOperations transactions;
    private final OpeningStock stock;
    private final SnowflakeGenerator ids;
    private final ApplicationEventPublisher events;

    Catalogue(Listings listings, Products products, Categories categories, Images images,
            TransactionOperations transactions, OpeningStock stock, SnowflakeGenerator ids,
            ApplicationEventPublisher events) {
        this.listings = listings;
        this.products = products;
        this.categories = categories;
        this.images = images;
        this.transactions = transactions;
        this.stock = stock;
        this.ids = ids;
        this.events = events;
    }

    Outcome add(String seller, ProductRequest request) {
        if (request.state() != null) {
            return new Outcome.Refused("state", "is active for what is new");
        }
        Integer units = request.stock();
        if (units == null || units < 0 || units > DraftRules.MOST_STOCK) {
            return new Outcome.Refused("stock", "must be 0 to 1,000,000");
        }
        return switch (DraftRules.check(request, categories::exists)) {
            case Checked.Refused<Draft>(String field, String message) -> new Outcome.Refused(field, message);
            case Checked.Accepted<Draft>(Draft draft) -> images.firstWrong(draft.images(), seller)
                    .<Outcome>map(wrong -> wrong).orElseGet(() -> insert(seller, draft, units));
        };
    }

    /** @param expected the version that the seller saw; null: whatever it is */
    Outcome edit(String seller, long id, ProductRequest request, @Nullable Long expected) {
        if (request.stock() != null) {
            return new Outcome.Refused("stock", "is changed by PUT /api/v1/seller/products/{id}/inventory");
        }
        Optional<ProductState> state = ProductState.read(Optional.ofNullable(request.state()).orElse("active"));
        if (state.isEmpty()) {
            return new Outcome.Refused("state", "must be active or withdrawn");
        }
        return switch (DraftRules.check(request, categories::exists)) {
            case Checked.Refused<Draft>(String field, String message) -> new Outcome.Refused(field, message);
            case Checked.Accepted<Draft>(Draft draft) -> images.firstWrong(draft.images(), seller)
                    .<Outcome>map(wrong -> wrong)
                    .orElseGet(() -> change(seller, id, expected, draft, state.get()));
        };
    }

    Outcome withdraw(String seller, long id, @Nullable Long expected) {
        return change(seller, id, expected, null, ProductState.WITHDRAWN);
    }

    private Outcome insert(String seller, Draft draft, int units) {
        return transactions.execute(_ -> {
            Product added = products.insert(ids.next(), seller, draft);
            stock.receive(Map.of(added.id(), units));
            return changed(added.id());
        });
    }

    private Outcome change(String seller, long id, @Nullable Long expected, @Nullable Draft draft, ProductState state) {
        return transactions.execute(_ -> write(seller, id, expected, draft, state));
    }

    /** Whoever named no version takes whichever is there, and tries again when somebody else was faster. */
    private Outcome write(String seller, long id, @Nullable Long expected, @Nullable Draft draft, ProductState state) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Product> seen = products.find(id).filter(product -> product.sellerId().equals(seller));
            if (seen.isEmpty()) {
                return new Outcome.NoSuchProduct();
            }
            Product product = seen.get();
            if (expected != null && expected != product.version()) {
                return new Outcome.Outdated();
            }
            if (products.update(product, draft == null ? Draft.of(product) : draft, state).isPresent()) {
                return changed(id);
            }
        }
        return new Outcome.Outdated();
    }

    private Outcome changed(long id) {
        Listing listing = listings.read(id).orElseThrow();
        events.publishEvent(new ProductChanged(listing));
        return new Outcome.Done(listing);
    }
}
