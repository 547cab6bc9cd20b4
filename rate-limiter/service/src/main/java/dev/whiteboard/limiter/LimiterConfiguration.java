package dev.whiteboard.limiter;

import java.time.InstantSource;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.node.NodeSettings;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.limiter.engine.rule.RuleSet;
import dev.whiteboard.limiter.engine.telemetry.DecisionMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** The node of the limiter that this service is, and its meters. */
@Configuration(proxyBeanMethods = false)
class LimiterConfiguration {
    /** Decides for programs that ask, beside the traffic: its share is small, and the gateways' shares are whole. */
    @Bean(destroyMethod = "close")
    LimiterNode limiterNode(LimiterProperties properties, MeterRegistry meters) {
        String name = "rate-limiter-" + UUID.randomUUID();
        NodeSettings settings = NodeSettings.of(properties.redisUrl(), name, RuleSet.of(properties.ruleSet()).book())
                .redis(RedisSettings.of(properties.redisUrl(), name).timeout(properties.decisionTimeout())
                        .standingBy());
        LimiterNode node = new LimiterNode(settings, InstantSource.system(), new DecisionMeters(meters));
        DecisionMeters.watch(node, meters);
        return node;
    }
}
