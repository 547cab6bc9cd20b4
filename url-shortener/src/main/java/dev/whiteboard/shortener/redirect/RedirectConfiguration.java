package dev.whiteboard.shortener.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.whiteboard.shortener.click.ClickIds;
import dev.whiteboard.shortener.click.ClickRecorder;
import dev.whiteboard.shortener.clock.DatabaseTime;
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
    private static final int SOCKET_TIMEOUT_SECONDS = 2;

    /** A pool of its own: how many redirects read at a time, and how long others wait. */
    @Bean(defaultCandidate = false)
    HikariDataSource redirectPool(JdbcConnectionDetails database, RedirectProperties properties) {
        var config = new HikariConfig();
        config.setPoolName("redirects");
        config.setJdbcUrl(database.getJdbcUrl());
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setMaximumPoolSize(properties.databaseConnections());
        config.setConnectionTimeout(properties.databasePatience().toMillis());
        config.setValidationTimeout(properties.databasePatience().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("connectTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("ApplicationName", "url-shortener redirects");
        return new HikariDataSource(config);
    }

    @Bean
    TargetStore targetStore(@Qualifier("redirectPool") HikariDataSource redirectPool) {
        return new PostgresTargets(JdbcClient.create(redirectPool));
    }

    @Bean
    SharedCache sharedCache(@Value("${REDIS_URL}") String url, RedirectProperties properties) {
        return new SharedCache(new RedisConnection(url, properties.redisPatience()), properties);
    }

    @Bean
    ExecutorService redirectLoading() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("redirect-load-", 0).factory());
    }

    @Bean
    Targets targets(RedirectProperties properties, SharedCache shared, TargetStore store,
            ExecutorService redirectLoading) {
        return new Targets(properties, shared, store, redirectLoading, Ticker.systemTicker());
    }

    @Bean
    ChangeFeed changeFeed(Targets targets, SharedCache shared, TargetStore store, RedirectProperties properties) {
        return new ChangeFeed(targets, shared, store, properties, Ticker.systemTicker());
    }

    @Bean
    RedirectListener redirectListener(RedirectProperties properties, Targets targets, DatabaseTime time,
            ClickRecorder clicks, @Value("${server.port}") int httpPort) {
        var headers = new ForwardedHeaders(properties.countryHeader());
        var handler = new RedirectHandler(targets, time, clicks, new ClickIds(), headers);
        return new RedirectListener(properties.address(), httpPort == 0 ? 0 : httpPort + SECOND_LISTENER, handler);
    }
}
