package dev.whiteboard.chat.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.chat.id.Ids;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry in Redis: which users have sockets on which nodes, and which nodes are alive. A node's life is a lease that
 * it renews; its users need none of their own, so ten thousand idle connections cost Redis one command every two seconds.
 * When the lease runs out, all of them are away at once, whatever the registry still says.
 */
public final class Whereabouts {
    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);
    private static final String NODES = "chat:nodes";
    private static final long FORGET_SECONDS = 24 * 3600;
    private static final int REGISTER_AGAIN = 1_000;

    /** Renews this node's lease, forgets the dead; answers whether the lease had lapsed, then who is alive. */
    private static final String RENEW = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            local old = redis.call('ZSCORE', KEYS[1], ARGV[1])
            redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. now)
            local alive = redis.call('ZRANGE', KEYS[1], 0, -1)
            table.insert(alive, 1, (old and tonumber(old) >= now) and 'kept' or 'lapsed')
            return alive
            """;

    private final Redis redis;
    private final Outlets outlets;
    private final NodeName node;
    private final long leaseMillis;
    private volatile Set<String> alive = Set.of();
    private volatile Consumer<Set<String>> lost = _ -> {};
    private int renewals;

    Whereabouts(Redis redis, Outlets outlets, NodeName node, LiveProperties properties) {
        this.redis = redis;
        this.outlets = outlets;
        this.node = node;
        this.leaseMillis = properties.lease().toMillis();
    }

    /** @param listener hears of nodes that are alive no more */
    public void onLoss(Consumer<Set<String>> listener) {
        lost = listener;
    }

    public void arrived(long userId) {
        redis.commands().ifPresent(commands -> register(commands, userId));
    }

    public void left(long userId) {
        redis.commands().ifPresent(commands -> {
            var _ = commands.hdel(key(userId), node.text());
        });
    }

    /** Those nodes but this one that any of these users has sockets on, dead ones perhaps included. */
    CompletionStage<Set<String>> others(Collection<Long> users) {
        return nodes(users).thenApply(found -> {
            Set<String> others = new HashSet<>();
            found.forEach(others::addAll);
            others.remove(node.text());
            return others;
        });
    }

    /** For each of these users in their order, whether they have a socket on a node that is alive. Fails without Redis. */
    public CompletionStage<List<Boolean>> online(List<Long> users) {
        return nodes(users).thenApply(found -> {
            Set<String> living = alive;
            List<Boolean> online = new ArrayList<>();
            for (int i = 0; i < users.size(); i++) {
                online.add(outlets.has(users.get(i)) || found.get(i).stream().anyMatch(living::contains));
            }
            return online;
        });
    }

    private CompletionStage<List<List<String>>> nodes(Collection<Long> users) {
        var commands = redis.commands().orElse(null);
        if (commands == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("no connection to Redis"));
        }
        List<CompletableFuture<List<String>>> answers = users.stream()
                .map(user -> commands.hkeys(key(user)).toCompletableFuture()).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    /** The heartbeat. */
    void renew() {
        redis.commands().ifPresent(commands -> {
            var _ = commands.<List<byte[]>>eval(RENEW, ScriptOutputType.MULTI, new String[]{NODES},
                    node.text().getBytes(UTF_8), Long.toString(leaseMillis).getBytes(UTF_8))
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            LOG.warn("this node's lease could not be renewed: {}", failure.toString());
                        } else {
                            renewed(commands, answer);
                        }
                    });
        });
    }

    private void renewed(RedisAsyncCommands<String, byte[]> commands, List<byte[]> answer) {
        Set<String> now = new HashSet<>();
        answer.subList(1, answer.size()).forEach(name -> now.add(new String(name, UTF_8)));
        boolean lapsed = new String(answer.getFirst(), UTF_8).equals("lapsed");
        if (lapsed || renewals++ % REGISTER_AGAIN == 0) {
            outlets.users().forEach(user -> register(commands, user));
        }
        Set<String> gone = new HashSet<>(alive);
        gone.removeAll(now);
        alive = Set.copyOf(now);
        if (!gone.isEmpty()) {
            LOG.info("nodes {} are gone", gone);
            lost.accept(gone);
        }
    }

    /** This node says goodbye: its users are away at once. */
    void leave() {
        redis.commands().ifPresent(commands -> {
            var _ = commands.zrem(NODES, node.text().getBytes(UTF_8));
        });
    }

    private void register(RedisAsyncCommands<String, byte[]> commands, long userId) {
        var _ = commands.hset(key(userId), node.text(), new byte[]{'1'});
        var _ = commands.expire(key(userId), FORGET_SECONDS);
    }

    private static String key(long userId) {
        return "chat:at:{" + Ids.USER.text(userId) + "}";
    }
}
