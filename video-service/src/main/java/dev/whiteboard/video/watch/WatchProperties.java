package dev.whiteboard.video.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How views are counted.
 *
 * @param foldEvery how often counts are added to the rows of their videos
 * @param remembered how long it is known that a session was counted, and how long views can be replayed
 * @param shown how long a number is shown that was not confirmed since
 */
@ConfigurationProperties("whiteboard.video.views")
record WatchProperties(Duration foldEvery, Duration remembered, Duration shown) {}
