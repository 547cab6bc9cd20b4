package dev.whiteboard.limiter.rules;

import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.whiteboard.limiter.engine.feed.LiveRules;
import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.rule.RuleDocument;

/**
 * Keeps the published rules what the database says: at once after a change, and by comparing twice a second, which also
 * heals a Redis that came back empty. The database is the truth; what is published is a copy that any replica may write.
 */
@Component
@SuppressWarnings("FutureReturnValueIgnored") // the next comparison tries again
class RulePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(RulePublisher.class);
    private static final byte[] KEY = LiveRules.KEY.getBytes(StandardCharsets.UTF_8);
    private static final byte[] CHANNEL = LiveRules.CHANNEL.getBytes(StandardCharsets.UTF_8);

    private final Rules rules;
    private final RuleStore store;
    private final LimiterNode node;
    private volatile boolean begun;

    RulePublisher(Rules rules, RuleStore store, LimiterNode node) {
        this.rules = rules;
        this.store = store;
        this.node = node;
    }

    @Scheduled(fixedDelayString = "${whiteboard.rate-limiter.publish-every}")
    void publish() {
        try {
            if (!begun) {
                rules.begin();
                begun = true;
            }
            String text = RuleDocument.write(store.book());
            node.redis().send(commands -> commands.get(KEY)).thenAccept(published -> {
                if (published == null || !text.equals(new String(published, StandardCharsets.UTF_8))) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    node.redis().send(commands -> {
                        commands.set(KEY, bytes);
                        return commands.publish(CHANNEL, new byte[]{'1'});
                    });
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("The rules could not be read for publishing; nodes go by the last ones", e);
        }
    }
}
