package dev.whiteboard.limiter.engine.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * One pipelined connection to Redis that never makes its caller wait for long.
 *
 * <p>
 * A call ends within the timeout, one way or the other. After a few failures in a row the circuit opens and calls fail at
 * once. A heartbeat runs on its own: it closes the circuit as soon as Redis takes a write again, and opens a fresh
 * connection when the old one is gone or has left four beats unanswered, which also finds the new primary behind a name that
 * has moved. Nothing is sent twice: a call whose connection breaks fails, and its fate is unknown.
 */
@SuppressWarnings("FutureReturnValueIgnored") // answers are handled where they complete; chores have nobody to tell
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final byte[] NODES = "limiter:nodes:{nodes}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BYSTANDERS = "limiter:bystanders:{nodes}".getBytes(StandardCharsets.UTF_8);
    private static final Script HEARTBEAT = Script.of(List.of("heartbeat"));
    /** Beats in a row without an answer after which a connection is given up. */
    private static final int MUTE = 4;

    private final RedisSettings settings;
    private final Driver driver;
    private final Deadlines deadlines;
    private final Circuit circuit;
    private final ScheduledExecutorService chores = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("rate-limiter-chores").factory());

    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile int nodes = 1;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean connecting;
    private volatile boolean closed;
    private volatile CircuitListener listener = exact -> {};

    /** Told when Redis starts or stops deciding. */
    public interface CircuitListener {
        void redisDecides(boolean exact);
    }

    public RedisLink(RedisSettings settings) {
        this.settings = settings;
        this.driver = new Driver(settings.url());
        this.deadlines = new Deadlines(settings.timeout());
        this.circuit = new Circuit(settings.tolerated());
        long every = settings.heartbeat().toMillis();
        connect();
        this.chores.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
    }

    /** Whether Redis is being asked at all. */
    public boolean isOpen() {
        return !circuit.isOpen();
    }

    /** Among how many nodes this one shares the limits, as of when Redis was last heard of. */
    public int nodes() {
        return nodes;
    }

    public RedisClient client() {
        return driver.client();
    }

    public RedisURI uri() {
        return driver.uri();
    }

    /** The node's small chores run here, one after the other and off every request's path; none may block. */
    public ScheduledExecutorService chores() {
        return chores;
    }

    public void listen(CircuitListener listener) {
        this.listener = listener;
    }

    /** Runs a deciding script: its answer, or a failure within the timeout. */
    public CompletableFuture<byte[]> call(Script script, byte[][] keys, byte[][] arguments) {
        if (circuit.isOpen()) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("circuit open"));
        }
        CompletableFuture<byte[]> answer = evaluate(script, keys, arguments);
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                circuit.succeeded();
            } else if (!circuit.isOpen()) {
                circuit.failed();
                if (circuit.isOpen()) {
                    LOG.warn("Redis does not decide ({}); rules go by their failure policy", failure.toString());
                    listener.redisDecides(false);
                }
            }
        });
        return answer;
    }

    /** Sends ordinary commands, whatever the circuit's state; for chores. */
    public <T> CompletableFuture<T> send(
            Function<RedisAsyncCommands<byte[], byte[]>, ? extends CompletionStage<T>> commands) {
        StatefulRedisConnection<byte[], byte[]> current = connection;
        if (current == null || !current.isOpen()) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("not connected"));
        }
        return commands.apply(current.async()).toCompletableFuture().copy().orTimeout(1, TimeUnit.SECONDS);
    }

    private CompletableFuture<byte[]> evaluate(Script script, byte[][] keys, byte[][] arguments) {
        StatefulRedisConnection<byte[], byte[]> current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("not connected"));
        }
        RedisAsyncCommands<byte[], byte[]> redis = current.async();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        redis.<byte[]>evalsha(script.sha1(), ScriptOutputType.VALUE, keys, arguments)
                .whenComplete((value, failure) -> {
                    if (failure instanceof RedisNoScriptException) {
                        redis.<byte[]>eval(script.text(), ScriptOutputType.VALUE, keys, arguments)
                                .whenComplete((again, lost) -> complete(answer, again, lost));
                    } else {
                        complete(answer, value, failure);
                    }
                });
        deadlines.watch(answer);
        return answer;
    }

    private static <T> void complete(CompletableFuture<T> answer, T value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private void beat() {
        StatefulRedisConnection<byte[], byte[]> current = connection;
        boolean gone = current == null || !current.isOpen();
        if (gone || unanswered.get() >= MUTE) {
            lost();
            connect();
        }
        if (current == null || gone) {
            return;
        }
        byte[][] keys = {settings.bystander() ? BYSTANDERS : NODES, NODES};
        CompletableFuture<Long> alive = new CompletableFuture<>();
        current.async().<Long>eval(HEARTBEAT.text(), ScriptOutputType.INTEGER, keys, bytes(settings.node()),
                bytes(Long.toString(settings.silence().toMillis()))).whenComplete((n, e) -> complete(alive, n, e));
        deadlines.watch(alive);
        alive.whenComplete((count, failure) -> {
            if (failure == null) {
                found(count.intValue());
            } else {
                unanswered.incrementAndGet();
            }
        });
    }

    private void found(int count) {
        nodes = settings.bystander() ? count + 1 : Math.max(1, count);
        unanswered.set(0);
        if (circuit.isOpen()) {
            circuit.close();
            LOG.info("Redis decides, for {} nodes", nodes);
            listener.redisDecides(true);
        }
    }

    private void lost() {
        if (!circuit.isOpen()) {
            circuit.open();
            LOG.warn("Redis is not heard any more; rules go by their failure policy");
            listener.redisDecides(false);
        }
    }

    private void connect() {
        if (connecting || closed) {
            return;
        }
        connecting = true;
        driver.connect().whenComplete((fresh, failure) -> {
            connecting = false;
            if (fresh == null) {
                return;
            }
            StatefulRedisConnection<byte[], byte[]> old = connection;
            boolean recovered = old != null && old.isOpen() && unanswered.get() < MUTE;
            if (closed || recovered) {
                fresh.closeAsync();
                return;
            }
            connection = fresh;
            unanswered.set(0);
            if (old != null) {
                old.closeAsync();
            }
            chores.execute(this::beat);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        chores.shutdownNow();
        deadlines.close();
        driver.close();
    }
}
