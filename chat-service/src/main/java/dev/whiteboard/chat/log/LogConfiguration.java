package dev.whiteboard.chat.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class LogConfiguration {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int SOCKET_TIMEOUT_SECONDS = 10;

    /** A pool of its own, one connection for each lane: a send never waits behind somebody's history. */
    @Bean(defaultCandidate = false)
    HikariDataSource lanePool(JdbcConnectionDetails database, LogProperties properties) {
        var config = new HikariConfig();
        config.setPoolName("lanes");
        config.setJdbcUrl(database.getJdbcUrl());
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setMaximumPoolSize(properties.lanes());
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        config.addDataSourceProperty("connectTimeout", 2);
        config.addDataSourceProperty("prepareThreshold", 1);
        config.addDataSourceProperty("options", "-c statement_timeout=8s -c lock_timeout=5s");
        config.addDataSourceProperty("ApplicationName", "chat-service lanes");
        return new HikariDataSource(config);
    }

    @Bean
    LogStore logStore(JdbcClient jdbc) {
        return new LogStore(jdbc);
    }

    @Bean
    Lanes lanes(LogProperties properties, @Qualifier("lanePool") HikariDataSource lanePool, EntryListener listener) {
        return new Lanes(properties, new LogStore(JdbcClient.create(lanePool)), listener);
    }
}
