package dev.whiteboard.common.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.event.EventAutoConfiguration;
import dev.whiteboard.common.event.EventRecords;
import io.micrometer.core.instrument.MeterRegistry;

/** The outbox of a service, and the relay that empties it. */
@AutoConfiguration(after = {EventAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

    @Bean
    RelaySignal relaySignal() {
        return new RelaySignal();
    }

    @Bean
    OutboxTable outbox(JdbcClient jdbc, RelaySignal signal) {
        return new OutboxTable(jdbc, signal);
    }

    @Bean
    RelayMetrics relayMetrics(JdbcClient jdbc, ObjectProvider<Clock> clock, MeterRegistry meters) {
        return new RelayMetrics(jdbc, clock.getIfAvailable(Clock::systemUTC), meters);
    }

    @Bean
    Chore measureOutbox(RelayMetrics metrics) {
        return new Chore("measure-outbox", Duration.ofSeconds(5), metrics::measure);
    }

    @Bean
    @ConditionalOnProperty(name = "whiteboard.outbox.relay", matchIfMissing = true)
    OutboxRelay outboxRelay(JdbcClient jdbc, PlatformTransactionManager transactions,
            KafkaProperties kafka, EventRecords records, RelaySignal signal, RelayMetrics metrics,
            OutboxProperties properties) {
        var leases = new ShardLeases(jdbc, new TransactionTemplate(transactions), UUID.randomUUID().toString(),
                properties.lease());
        var backlog = new Backlog(jdbc, properties);
        var config = new RelayProducerConfig(kafka.buildProducerProperties(), properties);
        var producer = new RelayProducer(config::create, records, properties.deliveryTimeout());
        return new OutboxRelay(leases, backlog, producer, signal, metrics, properties);
    }
}
