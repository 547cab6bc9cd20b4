package dev.whiteboard.commerce.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one seller sent for an order. */
public record Parcel(String sellerId, @Nullable String carrier, @Nullable String tracking, Instant shippedAt,
        @Nullable Instant deliveredAt) {}
