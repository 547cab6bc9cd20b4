package dev.whiteboard.common.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/**
 * A cache entry of which an older version never replaces a newer one.
 *
 * @param text begins with the version
 * @param lifetime at most; up to a tenth less, so that what was stored together does not end together
 */
public record VersionedLine(String key, String text, long version, Duration lifetime) {
    private static final String PUT_NEWER = script();

    /** @return how many were stored; of the others a newer one stays */
    public static RedisFuture<Long> put(RedisAsyncCommands<String, String> redis, Collection<VersionedLine> lines) {
        return redis.eval(PUT_NEWER, ScriptOutputType.INTEGER,
                lines.stream().map(VersionedLine::key).toArray(String[]::new),
                lines.stream().flatMap(VersionedLine::arguments).toArray(String[]::new));
    }

    private Stream<String> arguments() {
        long most = lifetime.toMillis();
        return Stream.of(text, Long.toString(version),
                Long.toString(most - ThreadLocalRandom.current().nextLong(most / 10 + 1)));
    }

    private static String script() {
        try {
            return new ClassPathResource("redis/put_newer.lua").getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
