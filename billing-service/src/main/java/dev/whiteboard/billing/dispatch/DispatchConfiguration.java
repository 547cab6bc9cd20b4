package dev.whiteboard.billing.dispatch;

import dev.whiteboard.billing.payment.Operations;
import dev.whiteboard.common.database.Chore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts what should have had an outcome long ago: {@code whiteboard.billing.operations.overdue} above 0 wakes a person. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(5);

    @Bean
    Chore countOverdueOperations(Operations operations, DispatchProperties properties, MeterRegistry meters) {
        AtomicLong overdue = new AtomicLong();
        Gauge.builder("whiteboard.billing.operations.overdue", overdue, AtomicLong::doubleValue)
                .description("Operations without an outcome for longer than " + properties.alertAfter())
                .register(meters);
        return new Chore("count-overdue-operations", EVERY,
                () -> overdue.set(operations.overdue(properties.alertAfter())));
    }
}
