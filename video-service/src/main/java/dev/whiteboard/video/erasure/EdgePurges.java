package dev.whiteboard.video.erasure;

import dev.whiteboard.common.redis.RedisConnection;
import io.lettuce.core.RedisException;
import io.lettuce.core.XAddArgs;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The log of purges, a stream in Redis that every gateway reads at its own pace. */
@Component
class EdgePurges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgePurges.class);
    private static final String STREAM = "gateway:edge-purges";
    private static final String FIELD = "name";
    private static final int KEPT = 10_000;

    private final RedisConnection<String> redis;
    private final EdgeProperties properties;
    private volatile boolean writing = true;

    EdgePurges(EdgeProperties properties) {
        this.properties = properties;
        this.redis = RedisConnection.of(properties.redis(), properties.patience());
    }

    /** @return whether it is in the log for certain; it may be there all the same */
    boolean tell(String name) {
        boolean told = written(name);
        if (writing && !told) {
            LOG.warn("edge caches cannot be told what to forget at the moment");
        }
        writing = told;
        return told;
    }

    private boolean written(String name) {
        var commands = redis.commands();
        if (commands.isEmpty()) {
            return false;
        }
        try {
            return commands.get().xadd(STREAM, XAddArgs.Builder.maxlen(KEPT).approximateTrimming(), Map.of(FIELD, name))
                    .get(properties.patience().toMillis(), TimeUnit.MILLISECONDS) != null;
        } catch (ExecutionException | TimeoutException | RedisException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
