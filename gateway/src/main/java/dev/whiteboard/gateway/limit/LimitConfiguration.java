package dev.whiteboard.gateway.limit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.node.NodeSettings;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.limiter.engine.rule.RuleSet;
import dev.whiteboard.limiter.engine.telemetry.DecisionMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** The node of the limiter that this gateway is. It starts without Redis, without rules and without the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {
    @Bean(destroyMethod = "close")
    LimiterNode limiterNode(LimitProperties properties, MeterRegistry meters) {
        String name = "gateway-" + UUID.randomUUID();
        NodeSettings settings = NodeSettings.of(properties.redisUrl(), name, RuleSet.of(properties.ruleSet()).book())
                .redis(RedisSettings.of(properties.redisUrl(), name).timeout(properties.decisionTimeout()));
        Path file = properties.rulesFile();
        LimiterNode node = new LimiterNode(file == null ? settings : settings.file(file), InstantSource.system(),
                new DecisionMeters(meters));
        DecisionMeters.watch(node, meters);
        return node;
    }
}
