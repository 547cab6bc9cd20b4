package dev.whiteboard.shortener.key;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the key source.
 *
 * @param blockSize how many numbers a node leases at a time; the most that a crash wastes is twice this
 * @param patience how long the maker of a link waits for a block
 */
@ConfigurationProperties("whiteboard.keys")
record KeyProperties(int blockSize, Duration patience) {}
