package dev.whiteboard.shortener.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Asks the database for the time at start and then every few seconds. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ClockConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ClockConfiguration.class);

    @Bean
    DatabaseTime databaseTime(JdbcClient jdbc) {
        var time = new DatabaseTime(Clock.systemUTC(), () -> now(jdbc));
        time.synchronise();
        return time;
    }

    @Bean
    Synchronisation synchronisation(DatabaseTime time) {
        return new Synchronisation(time);
    }

    private static Instant now(JdbcClient jdbc) {
        return jdbc.sql("select wb_now()").query(OffsetDateTime.class).single().toInstant();
    }

    /** Keeps the time right while the service runs. */
    static class Synchronisation {
        private final DatabaseTime time;

        Synchronisation(DatabaseTime time) {
            this.time = time;
        }

        @Scheduled(fixedDelayString = "${whiteboard.clock.interval}")
        void synchronise() {
            try {
                time.synchronise();
            } catch (DataAccessException e) {
                LOG.warn("the database's time is not known, the last offset stays: {}", e.toString());
            }
        }
    }
}
