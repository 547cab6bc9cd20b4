package dev.whiteboard.commerce.recommend;

import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.commerce.catalog.Listings;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Refusals;
import dev.whiteboard.commerce.catalog.Shelf;
import dev.whiteboard.commerce.recommend.BoughtTogether.Companion;
import dev.whiteboard.commerce.search.SimilarProducts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What to show beside a product. */
@RestController
class RelatedController {
    private static final int MOST = 10;

    private final Shelf shelf;
    private final Listings listings;
    private final BoughtTogether together;
    private final SimilarProducts similar;

    RelatedController(Shelf shelf, Listings listings, BoughtTogether together, SimilarProducts similar) {
        this.shelf = shelf;
        this.listings = listings;
        this.together = together;
        this.similar = similar;
    }

    /** @param degraded whether what is similar could not be found out, so that nothing there means nothing */
    record Related(List<Item> boughtTogether, List<Item> similar, boolean degraded) {}

    /** @param buyers how many bought both; absent for what is only similar */
    record Item(String productId, String title, String price, String currency, List<String> images, BigDecimal rating,
            int reviews, @Nullable Integer buyers) {
        static Item of(Listing listing, @Nullable Integer buyers) {
            Product product = listing.product();
            return new Item(product.publicId(), product.title(), product.price().text(),
                    product.price().currency().getCurrencyCode(), product.images(), listing.rating().average(),
                    listing.rating().reviews(), buyers);
        }
    }

    @GetMapping("/api/v1/products/{id}/related")
    Related related(@PathVariable String id) {
        Product product = Product.parse(id).stream().boxed().findFirst().flatMap(shelf::find).map(Listing::product)
                .orElseThrow(() -> Refusals.noSuchProduct().asException());
        List<Companion> companions = together.with(product.id(), MOST);
        Optional<List<Long>> alike = similar.to(product, 2 * MOST);
        Set<Long> bought = companions.stream().map(Companion::productId).collect(Collectors.toSet());
        List<Long> others = alike.orElse(List.of()).stream().filter(other -> !bought.contains(other)).limit(MOST)
                .toList();
        Map<Long, Listing> shown = shown(bought, others);
        return new Related(items(companions, shown, Companion::productId, Companion::buyers),
                items(others, shown, Function.identity(), _ -> null), alike.isEmpty());
    }

    private static <T> List<Item> items(List<T> some, Map<Long, Listing> shown, Function<T, Long> id,
            Function<T, @Nullable Integer> buyers) {
        List<Item> items = new ArrayList<>();
        for (T one : some) {
            Listing listing = shown.get(id.apply(one));
            if (listing != null) {
                items.add(Item.of(listing, buyers.apply(one)));
            }
        }
        return items;
    }

    /** As they are in the table now: an index may be a second behind. */
    private Map<Long, Listing> shown(Set<Long> some, List<Long> others) {
        Set<Long> all = new HashSet<>(some);
        all.addAll(others);
        return listings.read(all).stream().filter(listing -> listing.product().isForSale())
                .collect(Collectors.toMap(listing -> listing.product().id(), Function.identity()));
    }
}
