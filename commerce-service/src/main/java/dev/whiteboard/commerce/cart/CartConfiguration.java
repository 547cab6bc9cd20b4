package dev.whiteboard.commerce.cart;

import dev.whiteboard.common.database.Chore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets what visitors left behind. */
@Configuration(proxyBeanMethods = false)
class CartConfiguration {
    private static final int BATCH = 1_000;

    @Bean
    Chore sweepCarts(CartStore store, CartProperties properties) {
        return new Chore("sweep-carts", properties.sweepEvery(), () -> store.sweep(properties.remembered(), BATCH));
    }
}
