package dev.whiteboard.limiter.engine.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.whiteboard.limiter.engine.redis.RedisLink;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import dev.whiteboard.limiter.engine.rule.RuleDocument;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * Keeps a node's rules those that the service published last.
 *
 * <p>
 * A push on a channel makes a node look at once; a poll every second makes up for a lost one. What was read last stays in
 * force while Redis or the service is away, and rests on disk for a start without either. A text that is no rule book
 * changes nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the next tick tries again
public final class LiveRules implements AutoCloseable {
    public static final String KEY = "limiter:rules:{rules}";
    public static final String CHANNEL = "limiter:rules";

    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);
    private static final byte[] KEY_BYTES = KEY.getBytes(StandardCharsets.UTF_8);

    private final RedisLink redis;
    private final Consumer<RuleBook> use;
    private final @Nullable Path file;
    private volatile @Nullable String known;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> subscription;
    private volatile boolean subscribing;
    private volatile boolean closed;

    /**
     * @param use takes each new book
     * @param file where the last good book rests; null for nowhere
     */
    public LiveRules(RedisLink redis, Consumer<RuleBook> use, @Nullable Path file, Duration poll) {
        this.redis = redis;
        this.use = use;
        this.file = file;
        recall();
        redis.chores().scheduleWithFixedDelay(this::tick, 0, poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        StatefulRedisPubSubConnection<String, String> current = subscription;
        if (current == null || !current.isOpen()) {
            subscribe();
        }
        look();
    }

    private void look() {
        redis.send(commands -> commands.get(KEY_BYTES)).whenComplete((text, failure) -> {
            if (text != null) {
                learn(new String(text, StandardCharsets.UTF_8));
            }
        });
    }

    private synchronized void learn(String text) {
        if (text.equals(known)) {
            return;
        }
        try {
            RuleBook book = RuleDocument.read(text);
            use.accept(book);
            LOG.info("Going by version {} of the rules, {} in number", book.version(), book.rules().size());
            keep(text);
        } catch (IllegalArgumentException e) {
            LOG.warn("What was published as rules is none; going on with the last ones", e);
        }
        known = text;
    }

    private void subscribe() {
        if (subscribing || closed) {
            return;
        }
        subscribing = true;
        redis.client().connectPubSubAsync(StringCodec.UTF8, redis.uri()).whenComplete((fresh, failure) -> {
            subscribing = false;
            if (fresh == null) {
                return;
            }
            if (closed) {
                fresh.closeAsync();
                return;
            }
            subscription = fresh;
            fresh.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    look();
                }
            });
            fresh.async().subscribe(CHANNEL).thenRun(this::look);
        });
    }

    private void recall() {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try {
            String text = Files.readString(file);
            use.accept(RuleDocument.read(text));
            known = text;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The rules on disk cannot be read; waiting for published ones", e);
        }
    }

    private void keep(String text) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The rules could not be written to disk", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        StatefulRedisPubSubConnection<String, String> current = subscription;
        if (current != null) {
            current.closeAsync();
        }
    }
}
