package dev.whiteboard.feed.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of streams.
 *
 * @param batch how long news are collected before they are told
 * @param heartbeat after how much silence a stream shows that it is alive
 * @param most how many streams a node holds
 */
@ConfigurationProperties("whiteboard.feed.stream")
record StreamProperties(@DefaultValue("1s") Duration batch, @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10000") int most) {}
