package dev.whiteboard.identity.apikey;

import dev.whiteboard.common.id.PublicId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells the gateways about a revocation that is committed, so that they forget the key at once. It is a courtesy: nobody
 * waits for it, and if Redis is away a gateway finds out when its cached answer, at most 60 seconds old, runs out.
 */
@Component
class RevocationPush {
    static final String CHANNEL = "identity:api-key-revoked";
    private static final Logger log = LoggerFactory.getLogger(RevocationPush.class);

    private final StringRedisTemplate redis;

    RevocationPush(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void revoked(long id) {
        String key = PublicId.format(ApiKey.PREFIX, id);
        Thread.ofVirtual().name("revoked-" + key).start(() -> {
            try {
                redis.convertAndSend(CHANNEL, key);
            } catch (RuntimeException redisAway) {
                log.warn("revocation of {} not pushed, caches run out by themselves: {}", key, redisAway.toString());
            }
        });
    }
}
