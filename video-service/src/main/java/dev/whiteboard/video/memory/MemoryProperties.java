package dev.whiteboard.video.memory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param url where Redis is; empty: there is none
 * @param patience after which it is taken for away
 */
@ConfigurationProperties("whiteboard.video.redis")
record MemoryProperties(String url, Duration patience) {}
