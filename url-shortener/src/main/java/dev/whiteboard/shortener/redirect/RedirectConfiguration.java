package dev.whiteboard.shortener.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.whiteboard.common.redis.RedisConnection;
import dev.whiteboard.shortener.block.BlockList;
import dev.whiteboard.shortener.click.ClickIds;
import dev.whiteboard.shortener.click.ClickRecorder;
import dev.whiteboard.shortener.clock.DatabaseTime;
import dev.whiteboard.shortener.link.PublicAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the hot path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedirectProperties.class)
class RedirectConfiguration {
    /** The house's rule: a second listener is a thousand ports above the first. */
    private static final int SECOND_LISTENER = 1_000;
    /** As text: the driver overlooks properties that are numbers. */
    private static final String SOCKET_TIMEOUT_SECONDS = "2";

    /** A pool of its own: how many redirects read at a time, and how long others wait. */
    @Bean(defaultCandidate = false)
    HikariDataSource redirectPool(JdbcConnectionDetails database, RedirectProperties properties) {
        HikariConfig config = pool("redirects", database, properties);
        config.setMaximumPoolSize(properties.databaseConnections());
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    /** The same for those who take a click of a limited link: they write, and may wait for one another's row. */
    @Bean(defaultCandidate = false)
    HikariDataSource clickLimitPool(JdbcConnectionDetails database, RedirectProperties properties) {
        HikariConfig config = pool("click-limits", database, properties);
        config.setMaximumPoolSize(properties.limitConnections());
        return new HikariDataSource(config);
    }

    private static HikariConfig pool(String name, JdbcConnectionDetails database, RedirectProperties properties) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.getJdbcUrl());
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setConnectionTimeout(properties.databasePatience().toMillis());
        config.setValidationTimeout(properties.databasePatience().toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("connectTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("ApplicationName", "url-shortener " + name);
        return config;
    }

    @Bean
    TargetStore targetStore(@Qualifier("redirectPool") HikariDataSource redirectPool) {
        return new PostgresTargets(JdbcClient.create(redirectPool));
    }

    @Bean
    SharedCache sharedCache(@Value("${REDIS_URL}") String url, RedirectProperties properties) {
        return new SharedCache(RedisConnection.of(url, SharedCache.CHANGES, properties.redisPatience()), properties);
    }

    @Bean
    ExecutorService redirectLoading() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("redirect-load-", 0).factory());
    }

    @Bean
    TargetLoads targetLoads(RedirectProperties properties, SharedCache shared, TargetStore store,
            ExecutorService redirectLoading) {
        return new TargetLoads(properties, shared, store, redirectLoading, Ticker.systemTicker());
    }

    @Bean
    Targets targets(RedirectProperties properties, TargetLoads loads, BlockList blocks,
            ExecutorService redirectLoading, MeterRegistry meters) {
        var targets = new Targets(properties, loads, blocks::covers, redirectLoading, Ticker.systemTicker());
        targets.measure(meters);
        return targets;
    }

    @Bean
    Turnstile turnstile(@Qualifier("clickLimitPool") HikariDataSource clickLimitPool, Targets targets,
            ExecutorService redirectLoading) {
        return new Turnstile(new PostgresClickLimits(JdbcClient.create(clickLimitPool)), targets, redirectLoading);
    }

    @Bean
    ChangeFeed changeFeed(Targets targets, SharedCache shared, TargetStore store, RedirectProperties properties) {
        return new ChangeFeed(targets, shared, store, properties, Ticker.systemTicker());
    }

    @Bean
    Visits visits(RedirectProperties properties, ClickRecorder clicks) {
        return new Visits(clicks, new ClickIds(), new ForwardedHeaders(properties.countryHeader()));
    }

    @Bean
    Entrance entrance(Targets targets, Turnstile turnstile, DatabaseTime time, Visits visits) {
        return new Entrance(targets, turnstile, time, visits);
    }

    @Bean
    RedirectHandler redirectHandler(Targets targets, Turnstile turnstile,
            @Qualifier("redirectPool") HikariDataSource redirectPool, PublicAddress address, BlockList blocks,
            ExecutorService redirectLoading, DatabaseTime time, Visits visits) {
        var inspections = new Inspections(JdbcClient.create(redirectPool), address, blocks);
        return new RedirectHandler(targets, turnstile, inspections, redirectLoading, time, visits);
    }

    @Bean
    RedirectListener redirectListener(RedirectProperties properties, RedirectHandler handler, MeterRegistry meters,
            @Value("${server.port}") int httpPort) {
        return new RedirectListener(properties.address(), httpPort == 0 ? 0 : httpPort + SECOND_LISTENER, handler,
                new Outcomes(meters));
    }
}
