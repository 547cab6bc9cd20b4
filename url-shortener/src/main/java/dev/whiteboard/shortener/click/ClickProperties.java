package dev.whiteboard.shortener.click;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of clicks.
 *
 * @param spoolFolder where clicks wait for Kafka; a folder of this process's own that survives its restart
 * @param spoolBytes how much may wait; what comes on top is dropped and counted
 * @param segmentBytes how large one file of it becomes
 * @param flushInterval how long a click may be in memory only
 * @param forwardPerSecond how many a node sends to Kafka at most, so that in a peak redirects come first
 * @param partitions of the topic: the most consumers that can share the counting
 */
@ConfigurationProperties("whiteboard.clicks")
record ClickProperties(Path spoolFolder, DataSize spoolBytes, DataSize segmentBytes, Duration flushInterval,
        int forwardPerSecond,
        int partitions) {}
