package dev.whiteboard.identity.password;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The price of a password hash, and how many may be paid at once. The defaults are OWASP's first recommendation for
 * Argon2id (19 MiB, two passes, one lane).
 *
 * @param memory KiB that one hash fills
 * @param passes how often it fills them
 * @param concurrent hashes computed at once; 0 = one per core, at most 8
 * @param waiting requests that may wait for their turn before the next is turned away
 * @param patience how long such a request waits at most; a database that hangs must not hold up the whole queue
 * @param retryAfter what those are told who are turned away
 */
@ConfigurationProperties("whiteboard.identity.hashing")
record HashingSettings(
        @DefaultValue("19456") int memory,
        @DefaultValue("2") int passes,
        @DefaultValue("0") int concurrent,
        @DefaultValue("64") int waiting,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("2s") Duration retryAfter) {
    int slots() {
        return concurrent > 0 ? concurrent : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
    }
}
