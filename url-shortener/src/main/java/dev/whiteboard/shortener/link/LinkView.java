package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link as its owner sees it. */
record LinkView(String shortKey, String shortUrl, String longUrl, int redirectType, Instant createdAt,
        @Nullable Instant expiresAt, boolean disabled, long version) {

    static LinkView of(Link link, PublicAddress address) {
        return new LinkView(link.shortKey(), address.shortUrl(link.shortKey()), link.longUrl(),
                link.redirectType().status(), link.createdAt(), link.expiresAt(), link.disabled(), link.version());
    }
}
