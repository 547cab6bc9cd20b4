package dev.whiteboard.commerce.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A product on the wire. */
public record ProductView(String productId, String sellerId, String title, String description, String category,
        String price, String currency, List<String> images, String state, BigDecimal rating, int reviews, long version,
        Instant createdAt, Instant updatedAt) {

    public static ProductView of(Listing listing) {
        Product product = listing.product();
        return new ProductView(product.publicId(), product.sellerId(), product.title(), product.description(),
                product.category(), product.price().text(), product.price().currency().getCurrencyCode(),
                product.images(), product.state().wire(), listing.rating().average(), listing.rating().reviews(),
                product.version(), product.createdAt(), product.updatedAt());
    }
}
