package dev.whiteboard.commerce.cart;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of carts.
 *
 * @param remembered how long a visitor's cart is kept after they were last there
 * @param sweepEvery the pause between two looks for carts to forget
 */
@ConfigurationProperties("whiteboard.cart")
record CartProperties(Duration remembered, Duration sweepEvery) {}
