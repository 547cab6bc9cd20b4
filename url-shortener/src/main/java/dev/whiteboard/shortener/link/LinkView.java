package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link as its owner sees it. */
record LinkView(String shortKey, String shortUrl, String longUrl, int redirectType, Instant createdAt,
        @Nullable Instant expiresAt, @Nullable Integer maxClicks, @Nullable Integer clicksLeft,
        boolean passwordProtected, boolean disabled,
        long version) {

    static LinkView of(Link link, PublicAddress address) {
        ClickLimit limit = link.clickLimit();
        return new LinkView(link.shortKey(), address.shortUrl(link.shortKey()), link.longUrl(),
                link.redirectType().status(), link.createdAt(), link.expiresAt(), limit == null ? null : limit.most(),
                limit == null ? null : limit.left(), link.secret(), link.disabled(), link.version());
    }
}
