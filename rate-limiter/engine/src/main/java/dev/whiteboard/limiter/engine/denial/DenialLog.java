package dev.whiteboard.limiter.engine.denial;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.DecisionListener;
import dev.whiteboard.limiter.engine.decision.Layer;
import dev.whiteboard.limiter.engine.redis.RedisLink;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * Counts refusals on this node and adds them to Redis once a second, so that reporting an attack costs no more than the
 * attack's number of clients. While Redis is away, counting stops at a bounded number of clients and nothing waits.
 *
 * <p>
 * Approximate by intent: what was not yet added dies with the node, and an hour's counts go by the node's own clock.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a report that is lost is lost
public final class DenialLog implements DecisionListener {
    static final Duration KEPT = Duration.ofHours(2);
    static final int LAST = 20;
    private static final int MOST_CLIENTS = 2_000;

    private final RedisLink redis;
    private final InstantSource clock;
    private final ConcurrentHashMap<Denied, Tally> tallies = new ConcurrentHashMap<>();

    /** The count and the latest of one client under one rule since the last report. */
    private static final class Tally {
        private long count;
        private final ArrayDeque<Denial> last = new ArrayDeque<>();

        synchronized void add(Denial denial) {
            count++;
            last.add(denial);
            if (last.size() > LAST) {
                last.poll();
            }
        }
    }

    public DenialLog(RedisLink redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        redis.chores().scheduleWithFixedDelay(this::report, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void decided(String path, Decision decision, long nanos) {
        if (decision.allowed()) {
            return;
        }
        for (Layer layer : decision.layers()) {
            if (layer.refuses()) {
                Denied denied = new Denied(layer.rule().id(), layer.rule().clientType(), layer.bound().id());
                Tally tally = tallies.size() < MOST_CLIENTS
                        ? tallies.computeIfAbsent(denied, key -> new Tally())
                        : tallies.get(denied);
                if (tally != null) {
                    tally.add(new Denial(clock.millis(), layer.rule().id(), decision.mode().text(), path));
                }
            }
        }
    }

    private void report() {
        if (tallies.isEmpty() || !redis.isOpen()) {
            return;
        }
        byte[] hour = bytes(DenialBoard.hourKey(clock.millis()));
        for (Map.Entry<Denied, Tally> entry : tallies.entrySet()) {
            Denied denied = entry.getKey();
            Tally tally = tallies.remove(denied);
            if (tally != null) {
                redis.send(commands -> add(commands, hour, denied, tally));
            }
        }
        redis.send(commands -> commands.expire(hour, KEPT.toSeconds()));
    }

    private static CompletionStage<Double> add(RedisAsyncCommands<byte[], byte[]> commands, byte[] hour,
            Denied denied, Tally tally) {
        byte[] recent = bytes(DenialBoard.recentKey(denied.clientId()));
        synchronized (tally) {
            byte[][] lines = tally.last.stream().map(denial -> bytes(denial.line())).toArray(byte[][]::new);
            commands.lpush(recent, lines);
            commands.ltrim(recent, 0, LAST - 1L);
            commands.expire(recent, KEPT.toSeconds());
            return commands.zincrby(hour, (double) tally.count, bytes(denied.line()));
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
