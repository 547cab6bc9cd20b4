package dev.whiteboard.shortener.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The price of a hash, and how often one may guess.
 *
 * @param memory KiB that one hash fills
 * @param passes how often it fills them
 * @param concurrent hashes computed at once
 * @param waiting how many may wait for their turn before the next is turned away
 * @param patience how long they wait at most
 * @param guesses how many wrong ones a link takes in a window, from all its visitors together
 * @param window how long that is
 */
@ConfigurationProperties("whiteboard.passwords")
record PasswordProperties(int memory, int passes, int concurrent, int waiting, Duration patience, int guesses,
        Duration window) {}
