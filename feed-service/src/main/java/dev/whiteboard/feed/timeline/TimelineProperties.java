package dev.whiteboard.feed.timeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the timelines in Redis.
 *
 * @param entries how many a timeline keeps
 * @param slack how many more it may have before it is trimmed, so that not every push trims
 * @param lifetime after how long without a reader it is dropped: whoever does not come is not pushed to
 * @param building how long an unfinished one may stay
 * @param perAuthor how many entries of one author a build takes
 * @param patience how long a reader waits for Redis before Postgres answers
 * @param pushPatience how long a worker waits
 * @param rest how long Redis is left alone after three failures in a row
 */
@ConfigurationProperties("whiteboard.feed.timeline")
public record TimelineProperties(@DefaultValue("800") int entries, @DefaultValue("40") int slack,
        @DefaultValue("7d") Duration lifetime, @DefaultValue("30s") Duration building,
        @DefaultValue("200") int perAuthor, @DefaultValue("100ms") Duration patience,
        @DefaultValue("1s") Duration pushPatience, @DefaultValue("500ms") Duration rest) {}
