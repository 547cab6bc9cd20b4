package dev.whiteboard.common.idempotency;

import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.secret.SigningSecret;
import io.micrometer.core.instrument.MeterRegistry;

/** Idempotency keys for every POST of a service. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnBean(JdbcClient.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(IdempotencyProperties.class)
public class IdempotencyAutoConfiguration {

    @Bean
    IdempotencyTable idempotencyTable(JdbcClient jdbc, IdempotencyProperties properties) {
        return new IdempotencyTable(jdbc, properties);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(IdempotencyTable table,
            PlatformTransactionManager transactions, IdempotencyProperties properties, MeterRegistry meters,
            SigningSecret secret) {
        var seal = new AnswerSeal(secret.keyFor("stored answers"));
        var runs = new KeyedRun(table, seal, transactions, properties);
        var filter = new IdempotencyFilter(table, seal, runs, meters, (int) properties.maxBody().toBytes());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(IdempotencyFilter.ORDER);
        return registration;
    }

    @Bean
    Chore forgetIdempotencyKeys(IdempotencyTable table) {
        return new Chore("forget-idempotency-keys", Duration.ofSeconds(30), table::forgetExpired);
    }
}
