package dev.whiteboard.limiter.engine.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.DecisionListener;
import dev.whiteboard.limiter.engine.decision.Mode;
import dev.whiteboard.limiter.engine.node.LimiterNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times every decision by what decided it, and shows whether Redis does. */
public final class DecisionMeters implements DecisionListener {
    private final Map<Mode, Timer> allowed;
    private final Map<Mode, Timer> refused;

    public DecisionMeters(MeterRegistry meters) {
        this.allowed = timers(meters, true);
        this.refused = timers(meters, false);
    }

    @Override
    @SuppressWarnings("NullAway") // every mode has one
    public void decided(String path, Decision decision, long nanos) {
        (decision.allowed() ? allowed : refused).get(decision.mode()).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Adds the node's own condition. */
    public static void watch(LimiterNode node, MeterRegistry meters) {
        Gauge.builder("rate_limiter_exact", node, n -> n.isExact() ? 1 : 0)
                .description("1 while Redis decides, 0 while failure policies do").register(meters);
        Gauge.builder("rate_limiter_nodes", node, LimiterNode::nodes).description("Nodes that share the limits")
                .register(meters);
        Gauge.builder("rate_limiter_rules_version", node, n -> n.limiter().rules().version())
                .description("The rules that this node goes by").register(meters);
    }

    private static Map<Mode, Timer> timers(MeterRegistry meters, boolean allowed) {
        Map<Mode, Timer> timers = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            timers.put(mode, Timer.builder("rate_limiter_decisions").tag("mode", mode.text())
                    .tag("allowed", Boolean.toString(allowed)).register(meters));
        }
        return timers;
    }
}
