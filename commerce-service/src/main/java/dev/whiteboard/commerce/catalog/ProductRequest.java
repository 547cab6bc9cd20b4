package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.money.Amount;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST} and {@code PUT /api/v1/seller/products}.
 *
 * @param stock how many units there are at first; afterwards the inventory counts them
 * @param state only in a change: {@code active} puts a withdrawn product back on the shelf
 */
record ProductRequest(@Schema(minLength = 1, maxLength = 300) String title,
        @Schema(maxLength = 20_000) @Nullable String description,
        @Schema(type = "string", example = "149.97") Amount price,
        @Schema(description = "ISO 4217; absent: USD") @Nullable String currency,
        @Schema(example = "electronics") String category,
        @Schema(minimum = "0", maximum = "1000000") @Nullable Integer stock,
        @Schema(description = "ids of media of your own, at most 10") @Nullable List<String> images,
        @Nullable String state) {}
