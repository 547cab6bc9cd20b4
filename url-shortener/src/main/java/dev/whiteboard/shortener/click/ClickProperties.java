package dev.whiteboard.shortener.click;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of clicks.
 *
 * @param mode whether a redirect waits until its click is in the database
 * @param retention how long raw clicks are kept, in whole months; roll-ups are kept for good
 * @param monthsAhead for how many months to come there are partitions
 * @param patience how long a redirect waits for its click in the exact mode, before it is refused
 * @param spoolFolder where clicks wait for Kafka; a folder of this process's own that survives its restart
 * @param spoolBytes how much may wait; what comes on top is dropped and counted
 * @param segmentBytes how large one file of it becomes
 * @param flushInterval how long a click may be in memory only
 * @param forwardPerSecond how many a node sends to Kafka at most, so that in a peak redirects come first
 * @param partitions of the topic: the most consumers that can share the counting
 */
@ConfigurationProperties("whiteboard.clicks")
record ClickProperties(Mode mode, Period retention, int monthsAhead, Duration patience, Path spoolFolder,
        DataSize spoolBytes, DataSize segmentBytes, Duration flushInterval,
        int forwardPerSecond,
        int partitions) {

    /** What a redirect costs, and what a crash does. */
    enum Mode {
        /** Through spool and Kafka: nothing is waited for, and a crash costs the clicks of a flush interval. */
        SPOOLED,
        /** Into the database before the answer: nothing that was answered is ever missing. */
        EXACT
    }
}
