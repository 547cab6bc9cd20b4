package dev.whiteboard.video.recommend;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param scroll how long the order of a home feed holds while somebody goes through it
 * @param related how long what is related to a video is kept
 */
@ConfigurationProperties("whiteboard.video.recommend")
record RecommendProperties(Duration scroll, Duration related, Weights weights) {}
