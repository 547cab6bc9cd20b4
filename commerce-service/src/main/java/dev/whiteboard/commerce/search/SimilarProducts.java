package dev.whiteboard.commerce.search;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.common.search.SearchUnavailable;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Products that speak of the same things as another. */
@Component
public class SimilarProducts {
    private final Optional<Searches> searches;

    SimilarProducts(Optional<Searches> searches) {
        this.searches = searches;
    }

    /** Ids of products on sale, most alike first; nothing while the index cannot be asked. */
    public Optional<List<Long>> to(Product product, int most) {
        try {
            return searches.map(index -> index.like(product.id(), product.category(), most));
        } catch (SearchUnavailable e) {
            return Optional.empty();
        }
    }
}
