package dev.whiteboard.shortener.block;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /admin/shortener/blocks}. */
record BlockRequest(@Schema(description = "with all below it; an address only itself", maxLength = 253) String host,
        @Schema(maxLength = 500) @Nullable String reason) {}
