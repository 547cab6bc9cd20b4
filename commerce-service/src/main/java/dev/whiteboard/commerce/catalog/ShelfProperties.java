package dev.whiteboard.commerce.catalog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long copies of products live. Together these two are the most that a price can be seen after it was changed, if
 * nothing tells of the change.
 *
 * @param redis where the copies are that nodes share; empty: nowhere
 * @param redisPatience how long a reader waits for Redis before it turns to Postgres
 * @param nearLifetime how long a node keeps a copy without asking again, however often it is used
 * @param sharedLifetime how long Redis keeps one
 * @param nearEntries how many a node keeps
 */
@ConfigurationProperties("whiteboard.shelf")
record ShelfProperties(String redis, Duration redisPatience, Duration nearLifetime, Duration sharedLifetime,
        int nearEntries) {}
