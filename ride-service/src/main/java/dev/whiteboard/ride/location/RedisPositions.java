package dev.whiteboard.ride.location;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.GeoArgs;
import io.lettuce.core.GeoSearch;
import io.lettuce.core.GeoWithin;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The latest positions in Redis: one geo set a city, in the city's own {@link dev.whiteboard.ride.geo.Frame}, because Redis
 * takes nothing beyond 85° and does not see across the antimeridian. Positions are the only thing that Redis has alone; all
 * of them come again within seconds.
 */
final class RedisPositions implements PositionIndex, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_WAITING = 4_096;
    /** Searches begin with so many times what is wanted, for those who have not been heard of lately. */
    private static final int SPARE = 2;
    private static final String SCRIPT = script();

    private final RedisURI address;
    private final ClientResources resources = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(250))).build();
    private final RedisClient client = RedisClient.create(resources);
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisPositions(String url) {
        this.address = RedisURI.create(url);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).keepAlive(true).build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE)).build());
    }

    /** Writes them; nobody has to wait for it, and while Redis is away it does nothing. */
    CompletionStage<Long> put(City city, List<Fix> fixes) {
        Optional<RedisAsyncCommands<String, String>> redis = commands();
        if (redis.isEmpty()) {
            return CompletableFuture.failedStage(new IOException("there is no connection to Redis"));
        }
        List<String> values = new ArrayList<>();
        for (Fix fix : fixes) {
            Position turned = city.frame().turn(fix.position());
            values.addAll(List.of(fix.driverId(), Long.toString(fix.at().toEpochMilli()),
                    Double.toString(turned.lng()), Double.toString(turned.lat())));
        }
        return redis.get().eval(SCRIPT, ScriptOutputType.INTEGER, keys(city), values.toArray(String[]::new));
    }

    /** Nobody is near while Redis is away. */
    @Override
    public List<Nearby> nearest(City city, Position place, double radiusMetres, int most, Instant since) {
        return commands().map(redis -> search(redis, city, place, radiusMetres, most, since)).orElse(List.of());
    }

    private List<Nearby> search(RedisAsyncCommands<String, String> redis, City city, Position place, double radius,
            int most, Instant since) {
        Position turned = city.frame().turn(place);
        List<Nearby> fresh = List.of();
        int asked = most * SPARE;
        boolean more = true;
        for (; more && fresh.size() < most; asked *= SPARE) {
            List<Nearby> found = answer(redis.geosearch(keys(city)[0],
                    GeoSearch.fromCoordinates(turned.lng(), turned.lat()),
                    GeoSearch.byRadius(radius, GeoArgs.Unit.m), new GeoArgs().asc().withCount(asked).withDistance()))
                    .stream().map(RedisPositions::nearby).toList();
            more = found.size() == asked;
            fresh = heardOf(redis, city, found, since);
        }
        return fresh.subList(0, Math.min(most, fresh.size()));
    }

    private static Nearby nearby(GeoWithin<String> found) {
        return new Nearby(found.getMember(), found.getDistance());
    }

    private List<Nearby> heardOf(RedisAsyncCommands<String, String> redis, City city, List<Nearby> found,
            Instant since) {
        if (found.isEmpty()) {
            return found;
        }
        Map<String, Long> heard = answer(
                redis.hmget(keys(city)[1], found.stream().map(Nearby::driverId).toArray(String[]::new)))
                .stream().filter(KeyValue::hasValue)
                .collect(Collectors.toMap(KeyValue::getKey, entry -> Long.parseLong(entry.getValue())));
        return found.stream().filter(nearby -> heard.getOrDefault(nearby.driverId(), 0L) >= since.toEpochMilli())
                .toList();
    }

    private static String[] keys(City city) {
        return new String[]{"ride:positions:{" + city.name() + "}", "ride:heard:{" + city.name() + "}"};
    }

    private synchronized Optional<RedisAsyncCommands<String, String>> commands() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = client.connectAsync(StringCodec.UTF8, address).toCompletableFuture();
        }
        return connection.isDone() && !connection.isCompletedExceptionally()
                ? Optional.of(connection.join().async())
                : Optional.empty();
    }

    private static <T> List<T> answer(CompletionStage<List<T>> asked) {
        try {
            return asked.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String script() {
        try (var file = RedisPositions.class.getResourceAsStream("/redis/positions.lua")) {
            if (file == null) {
                throw new IllegalStateException("positions.lua is missing");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
