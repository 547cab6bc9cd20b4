package dev.whiteboard.commerce.catalog;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.money.Currencies;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The shelf: for everybody. */
@RestController
@RequestMapping("/api/v1/products")
class ProductController {
    private final Shelf shelf;
    private final Listings listings;
    private final Categories categories;
    private final SignedCursors cursors;

    ProductController(Shelf shelf, Listings listings, Categories categories, SignedCursors cursors) {
        this.shelf = shelf;
        this.listings = listings;
        this.categories = categories;
        this.cursors = cursors;
    }

    @GetMapping("/{id}")
    ResponseEntity<ProductView> get(@PathVariable String id) {
        long known = Product.parse(id).orElseThrow(() -> Refusals.noSuchProduct().asException());
        Listing listing = shelf.find(known).orElseThrow(() -> Refusals.noSuchProduct().asException());
        if (!listing.product().isForSale()) {
            throw Refusals.withdrawn().asException();
        }
        return ResponseEntity.ok().eTag(Long.toString(listing.revision())).body(ProductView.of(listing));
    }

    @GetMapping
    Page<ProductView> list(@RequestParam(required = false) @Nullable String category,
            @RequestParam(defaultValue = "newest") String sort, @RequestParam(defaultValue = "USD") String currency,
            ListQuery query) {
        ProductList list = new ProductList(known(category), currency(currency), order(sort));
        Listings.Position after = query.cursor() == null ? null : position(list, query.cursor());
        List<Listing> found = listings.onSale(list, after, query.limit() + 1);
        List<Listing> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursor(list, page.getLast()) : null;
        return Page.of(page.stream().map(ProductView::of).toList(), next);
    }

    private @Nullable String known(@Nullable String category) {
        if (category != null && !categories.exists(category)) {
            throw Problem.of(VALIDATION_ERROR, "must be one of the categories").field("category").asException();
        }
        return category;
    }

    private static Currency currency(String sent) {
        return Currencies.find(sent).orElseThrow(() -> Problem.of(VALIDATION_ERROR, "must be a currency of ISO 4217")
                .field("currency").asException());
    }

    private static ProductOrder order(String sent) {
        return ProductOrder.read(sent).orElseThrow(
                () -> Problem.of(VALIDATION_ERROR, "must be price_asc, price_desc, newest or rating").field("sort")
                        .asException());
    }

    private String cursor(ProductList list, Listing last) {
        Listings.Position end = Listings.Position.of(list.order(), last);
        return cursors.sign(list.scope(), end.value().toPlainString(), Long.toString(end.id()));
    }

    private Listings.Position position(ProductList list, String cursor) {
        List<String> parts = cursors.open(list.scope(), cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        return new Listings.Position(new BigDecimal(parts.get(0)), Long.parseLong(parts.get(1)));
    }
}
