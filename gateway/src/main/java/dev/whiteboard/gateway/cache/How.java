package dev.whiteboard.gateway.cache;

/** How an answer came about, in the words of RFC 9211. */
enum How {
    HIT("hit"), STALE_ON_ERROR("hit; detail=stale-if-error"), MISS("fwd=uri-miss; fwd-status=200; stored"), COLLAPSED(
            "fwd=uri-miss; collapsed"), CONFIRMED("fwd=stale; fwd-status=304"), REPLACED(
                    "fwd=stale; fwd-status=200; stored"), PASSED("fwd=uri-miss"), FAILED("fwd=uri-miss");

    private static final String NAME = "whiteboard; ";

    private final String words;

    How(String words) {
        this.words = NAME + words;
    }

    String words() {
        return words;
    }

    String words(Entry entry, long now) {
        return words + "; ttl=" + entry.ttlSeconds(now);
    }
}
