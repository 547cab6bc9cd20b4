package dev.whiteboard.feed.fanout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the workers.
 *
 * @param page how many followers are served at a time
 * @param threads how many threads of this process consume, and how many go on with what has many pages
 * @param lease after how long a silent worker's job is taken over
 * @param pause after how long an entry that Redis did not take is tried again
 * @param poll how long a job of another node may wait to be noticed
 * @param backfill how many entries of somebody who is followed from now on are added
 */
@ConfigurationProperties("whiteboard.feed.fanout")
record FanoutProperties(@DefaultValue("2500") int page, @DefaultValue("2") int threads,
        @DefaultValue("10s") Duration lease, @DefaultValue("5s") Duration pause, @DefaultValue("200ms") Duration poll,
        @DefaultValue("200") int backfill) {}
