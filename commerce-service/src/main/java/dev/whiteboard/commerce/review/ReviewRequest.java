package dev.whiteboard.commerce.review;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/products/{id}/reviews}. */
record ReviewRequest(@Schema(minimum = "1", maximum = "5") int rating, @Schema(maxLength = 200) @Nullable String title,
        @Schema(maxLength = 5_000) @Nullable String text) {}
