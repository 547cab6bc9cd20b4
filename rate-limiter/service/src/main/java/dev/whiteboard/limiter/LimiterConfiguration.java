package dev.whiteboard.limiter;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.limiter.engine.decision.DecisionListener;
import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.node.NodeSettings;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.limiter.engine.rule.RuleSet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The node of the limiter that this service is, and its meters. */
@Configuration(proxyBeanMethods = false)
class LimiterConfiguration {
    @Bean
    SignedCursors signedCursors(LimiterProperties properties) {
        return new SignedCursors(Base64.getDecoder().decode(properties.signingSecret()));
    }

    @Bean(destroyMethod = "close")
    LimiterNode limiterNode(LimiterProperties properties, MeterRegistry meters) {
        String name = "rate-limiter-" + UUID.randomUUID();
        NodeSettings settings = NodeSettings.of(properties.redisUrl(), name, RuleSet.of(properties.ruleSet()).book())
                .redis(RedisSettings.of(properties.redisUrl(), name).timeout(properties.decisionTimeout()));
        LimiterNode node = new LimiterNode(settings, InstantSource.system(), meter(meters));
        Gauge.builder("rate_limiter_exact", node, n -> n.isExact() ? 1 : 0)
                .description("1 while Redis decides, 0 while failure policies do").register(meters);
        Gauge.builder("rate_limiter_nodes", node, LimiterNode::nodes).description("Nodes that share the limits")
                .register(meters);
        return node;
    }

    private static DecisionListener meter(MeterRegistry meters) {
        return (path, decision, nanos) -> meters
                .timer("rate_limiter_decisions", "mode", decision.mode().text(), "outcome",
                        String.valueOf(decision.allowed()).toLowerCase(Locale.ROOT))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
