package dev.whiteboard.shortener.key;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the key source.
 *
 * @param strategy where keys come from; it may be changed at any time, for what is taken is stepped over
 * @param blockSize how many numbers a node leases at a time; the most that a crash wastes is twice this
 * @param patience how long the maker of a link waits for a block
 */
@ConfigurationProperties("whiteboard.keys")
record KeyProperties(Strategy strategy, int blockSize, Duration patience) {

    /** The three ways of the design question. */
    enum Strategy {
        /** A leased counter behind a secret permutation. */
        PERMUTED,
        /** A leased counter in base 62. */
        COUNTER,
        /** A hash of the address, checked by the insert. */
        HASH
    }
}
