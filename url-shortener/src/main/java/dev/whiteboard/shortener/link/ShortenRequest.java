package dev.whiteboard.shortener.link;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/shorten}. */
record ShortenRequest(@Schema(maxLength = 2_048) String longUrl,
        @Schema(pattern = "[0-9A-Za-z_-]{4,32}") @Nullable String customAlias,
        @Schema(description = "absent or null: the usual life of a link here") @Nullable Instant expiresAt,
        @Schema(minimum = "1", maximum = "1000000000", description = "redirects, those of bots included; absent or null: no limit") @Nullable Integer maxClicks,
        @Schema(minLength = 4, maxLength = 128, format = "password") @Nullable String password,
        @Schema(allowableValues = {
            "301", "302", "307", "308"}) @Nullable Integer redirectType){

    ShortenCommand by(@Nullable String ownerId) {
        return new ShortenCommand(longUrl, customAlias, expiresAt, maxClicks, password, redirectType, ownerId);
    }

    @Override
    public String toString() {
        return "ShortenRequest[" + longUrl + "]";
    }
}
