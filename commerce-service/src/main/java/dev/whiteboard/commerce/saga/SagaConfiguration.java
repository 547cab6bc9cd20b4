package dev.whiteboard.commerce.saga;

import dev.whiteboard.commerce.order.Orders;
import dev.whiteboard.common.database.Chore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for orders that are due, one transaction each, and counts those that are stuck: above 0 wakes a person. */
@Configuration(proxyBeanMethods = false)
class SagaConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SagaConfiguration.class);
    private static final int BATCH = 200;
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    @Bean
    Chore sweepOrders(Orders orders, @Value("${whiteboard.orders.sweep-every}") Duration every) {
        return new Chore("sweep-orders", every, () -> orders.due(BATCH).forEach(order -> sweep(orders, order)));
    }

    @Bean
    Chore measureOrders(Orders orders, MeterRegistry meters) {
        AtomicLong stuck = new AtomicLong();
        AtomicReference<Double> oldest = new AtomicReference<>(0.0);
        Gauge.builder("whiteboard.commerce.orders.stuck", stuck, AtomicLong::doubleValue)
                .description("Orders that wait for billing for longer than is usual").register(meters);
        Gauge.builder("whiteboard.commerce.orders.oldest.wait", oldest, AtomicReference::get)
                .description("How long the oldest open order has not moved").baseUnit("seconds").register(meters);
        return new Chore("measure-orders", COUNT_EVERY, () -> {
            stuck.set(orders.stuck());
            oldest.set(orders.oldestWait());
        });
    }

    /** One order that cannot be looked at does not keep the others from their turn. */
    private static void sweep(Orders orders, long order) {
        try {
            orders.sweep(order);
        } catch (RuntimeException e) {
            LOG.warn("Order {} stays due: {}", order, e.toString());
        }
    }
}
