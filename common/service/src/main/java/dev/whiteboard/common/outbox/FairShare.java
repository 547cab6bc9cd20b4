package dev.whiteboard.common.outbox;

/** How many shards a relay should hold when {@code relays} are alive: all of them in equal parts, rounded up. */
record FairShare(int relays) {

    int shards() {
        int alive = Math.max(1, relays);
        return (KeyHash.SHARDS + alive - 1) / alive;
    }

    /** How many of {@code held} shards to give away. */
    int toRelease(int held) {
        return Math.max(0, held - shards());
    }

    /** How many free shards to take beside {@code held}. */
    int toClaim(int held) {
        return Math.max(0, shards() - held);
    }
}
