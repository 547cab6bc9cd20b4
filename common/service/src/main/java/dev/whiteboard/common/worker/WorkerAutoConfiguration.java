package dev.whiteboard.common.worker;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.whiteboard.common.id.IdClock;
import dev.whiteboard.common.id.SnowflakeGenerator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The service's id generator under a leased worker id. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    IdClock idClock() {
        return IdClock.system();
    }

    @Bean(destroyMethod = "close")
    LeasedWorker leasedWorker(JdbcClient jdbc, IdClock clock, WorkerProperties properties) {
        return new LeasedWorker(new WorkerLeaseTable(jdbc, properties.lease()), clock, properties).start();
    }

    @Bean
    SnowflakeGenerator snowflakeGenerator(IdClock clock, LeasedWorker leases, WorkerProperties properties) {
        return new SnowflakeGenerator(clock, leases, properties.patience());
    }

    @Bean
    MeterBinder workerSpanMetrics(LeasedWorker leases, IdClock clock) {
        return registry -> Gauge
                .builder("whiteboard.ids.span.left", () -> leases.current().issuableUntil() - clock.millis())
                .description("Milliseconds for which ids may still be issued without the database")
                .register(registry);
    }
}
