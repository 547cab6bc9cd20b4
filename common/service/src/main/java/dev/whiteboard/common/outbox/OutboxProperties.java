package dev.whiteboard.common.outbox;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay works.
 *
 * @param relay whether this process relays; every replica may
 * @param lease how long a silent relay keeps its shards; must exceed what one round may take, see {@link #longestRound}
 * @param poll how long an event of another process may wait to be noticed
 * @param round how many events one round sends at most
 * @param roundBytes how many bytes of payload one round holds in memory, at most one event more
 * @param deliveryTimeout when a send is given up and repeated by a new producer
 * @param maxBlock how long a send waits for the metadata of a topic
 */
@ConfigurationProperties("whiteboard.outbox")
record OutboxProperties(
        @DefaultValue("true") boolean relay,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("100ms") Duration poll,
        @DefaultValue("2000") int round,
        @DefaultValue("16777216") int roundBytes,
        @DefaultValue("8s") Duration deliveryTimeout,
        @DefaultValue("3s") Duration maxBlock) {

    OutboxProperties {
        if (lease.compareTo(longestRound(deliveryTimeout, maxBlock)) <= 0) {
            throw new IllegalArgumentException(
                    "whiteboard.outbox.lease must be longer than " + longestRound(deliveryTimeout, maxBlock));
        }
    }

    /** A round hands over for as long as one delivery may take, is late by one look-up of metadata, and waits for one delivery. */
    Duration longestRound() {
        return longestRound(deliveryTimeout, maxBlock);
    }

    private static Duration longestRound(Duration delivery, Duration maxBlock) {
        return delivery.multipliedBy(2).plus(maxBlock);
    }
}
