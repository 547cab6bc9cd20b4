package dev.whiteboard.limiter.engine.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Look;
import dev.whiteboard.limiter.engine.oracle.Arrival;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;

/** Runs the scripts of single layers on a clock of the test's own. */
public final class ScriptBench implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    public ScriptBench(String url) {
        client = RedisClient.create(url);
        connection = client.connect();
    }

    public StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    public Look take(Algorithm algorithm, String key, long at, long cost) {
        return look(send(algorithm, key, new Arrival(at, cost)).toCompletableFuture().join());
    }

    /** All of them, one after the other, in one pipeline. */
    public List<Look> take(Algorithm algorithm, String key, List<Arrival> arrivals) {
        List<RedisFuture<String>> answers = new ArrayList<>();
        connection.setAutoFlushCommands(false);
        arrivals.forEach(arrival -> answers.add(send(algorithm, key, arrival)));
        connection.flushCommands();
        connection.setAutoFlushCommands(true);
        return answers.stream().map(CompletionStage::toCompletableFuture).map(answer -> look(answer.join())).toList();
    }

    private RedisFuture<String> send(Algorithm algorithm, String key, Arrival arrival) {
        Script script = Script.deciding(Set.of(algorithm.name()));
        if (!loaded.contains(script.sha1())) {
            client.connect().sync().scriptLoad(script.text().getBytes(StandardCharsets.UTF_8));
            loaded.add(script.sha1());
        }
        List<String> arguments = new ArrayList<>(
                List.of(Long.toString(arrival.at()), Long.toString(arrival.cost()), "1", algorithm.name(), "0"));
        for (long parameter : algorithm.parameters(arrival.cost())) {
            arguments.add(Long.toString(parameter));
        }
        return connection.async().evalsha(script.sha1(), ScriptOutputType.VALUE, new String[]{key},
                arguments.toArray(String[]::new));
    }

    private final Set<String> loaded = new java.util.HashSet<>();

    private static Look look(String answer) {
        long[] numbers = Arrays.stream(answer.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Look(numbers[0], numbers[2] == 1, numbers[3], numbers[4], numbers[5]);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
