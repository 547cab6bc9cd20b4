package dev.whiteboard.billing.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of webhooks.
 *
 * @param secret shared with the provider, {@code PSP_WEBHOOK_SECRET}
 * @param tolerance how far a signature's time may be from ours
 * @param remembered how long an event's id is kept; after that the state of its operation still knows
 */
@ConfigurationProperties("whiteboard.billing.webhooks")
record WebhookProperties(String secret, Duration tolerance, Duration remembered) {}
