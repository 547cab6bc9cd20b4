package dev.whiteboard.limiter.engine.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.springframework.cloud.gateway.filter.ratelimit.RateLimiter;
import org.springframework.cloud.gateway.filter.ratelimit.RedisRateLimiter;
import org.springframework.cloud.gateway.support.ConfigurationService;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/** Spring Cloud Gateway's own limiter, on the same driver. */
final class SpringCloudGateway implements Contestant {
    private static final String ROUTE = "bench";

    private final LettuceConnectionFactory connections;
    private final RedisRateLimiter limiter;
    private final int port;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SpringCloudGateway(int port) {
        this.port = port;
        connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(5)).build());
        connections.afterPropertiesSet();
        connections.start();
        var script = new DefaultRedisScript<List<Long>>();
        script.setLocation(new ClassPathResource("META-INF/scripts/request_rate_limiter.lua"));
        script.setResultType((Class) List.class);
        var context = new GenericApplicationContext();
        context.refresh();
        limiter = new RedisRateLimiter(new ReactiveStringRedisTemplate(connections), script,
                new ConfigurationService(context, () -> null, () -> null));
        limiter.getConfig().put(ROUTE,
                new RedisRateLimiter.Config().setReplenishRate(1_000_000).setBurstCapacity(1_000_000));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "Spring Cloud Gateway";
    }

    @Override
    public CompletionStage<RateLimiter.Response> decide(int client) {
        return limiter.isAllowed(ROUTE, "key_" + client).toFuture().thenApply(response -> {
            Map<String, String> headers = response.getHeaders();
            if (!response.isAllowed() || headers.get(RedisRateLimiter.REMAINING_HEADER).equals("-1")) {
                throw new IllegalStateException(headers.toString());
            }
            return response;
        });
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
