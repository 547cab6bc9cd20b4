package dev.whiteboard.chat.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How news travels between nodes.
 *
 * @param checkInterval how often a node asks the database which conversations have grown, in case nobody told it
 * @param heartbeat how often a node renews its lease in Redis
 * @param lease how long a node counts as alive after that
 * @param offlineGrace how long a user may be without a socket before that is called offline
 * @param pushLimit up to how many members a message itself is pushed to other nodes; for larger groups only that there is
 *        one, and each node reads it once; 0 always pulls
 */
@ConfigurationProperties("whiteboard.live")
public record LiveProperties(Duration checkInterval, Duration heartbeat, Duration lease, Duration offlineGrace,
        int pushLimit) {}
