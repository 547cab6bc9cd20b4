package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.address.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its buyer, or a seller who has a part in it, sees it.
 *
 * @param payment how far the money is
 * @param note what that means, in words
 */
public record OrderView(String orderId, String status, String payment, String note, String total, String currency,
        List<Item> items, Place shippingAddress, LocalDate estimatedDelivery, List<Parcel> parcels,
        List<HistoryEntry> history, Instant placedAt, Instant updatedAt) {
    /** A product of the order at the price it was ordered at. */
    public record Item(String productId, String sellerId, String title, long quantity, String price,
            String lineTotal) {}

    /** An order in a list. */
    public record Summary(String orderId, String status, String payment, String total, String currency,
            Instant placedAt, @Nullable Instant updatedAt) {}
}
