package dev.whiteboard.shortener.redirect;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Bounds of the hot path.
 *
 * @param address the interface to listen on; empty for all
 * @param countryHeader which header tells a visitor's country
 * @param nearEntries how many targets a node keeps in its own memory
 * @param nearLifetime how long it keeps one without asking again, however often it is used: the most that a change can go
 *        unseen when nothing announces it
 * @param sharedLifetime how long Redis keeps a target
 * @param sharedLifetimeOfMissing how long Redis remembers that a key was never given out
 * @param redisPatience how long a redirect waits for Redis before it turns to Postgres
 * @param databaseConnections how many redirects may read Postgres at a time
 * @param databasePatience how long a redirect waits for one of these connections before it answers 503
 * @param limitConnections how many limited links may have a click taken at a time
 * @param feedInterval how often a node asks Postgres which links changed
 * @param feedOverlap how far back it looks beyond its last question: longer than any transaction takes to commit
 */
@ConfigurationProperties("whiteboard.redirect")
record RedirectProperties(String address, String countryHeader, int nearEntries, Duration nearLifetime,
        Duration sharedLifetime,
        Duration sharedLifetimeOfMissing, Duration redisPatience, int databaseConnections, Duration databasePatience,
        int limitConnections, Duration feedInterval, Duration feedOverlap) {}
