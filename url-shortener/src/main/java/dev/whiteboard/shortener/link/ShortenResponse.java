package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the maker of a link is told. */
record ShortenResponse(String shortKey, String shortUrl, String longUrl, Instant createdAt,
        @Nullable Instant expiresAt) {

    static ShortenResponse of(Link link, PublicAddress address) {
        return new ShortenResponse(link.shortKey(), address.shortUrl(link.shortKey()), link.longUrl(), link.createdAt(),
                link.expiresAt());
    }
}
