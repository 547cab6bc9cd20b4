package dev.whiteboard.billing.webhook;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the list of taken events short. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    Chore forgetWebhooks(Webhooks webhooks, WebhookProperties properties) {
        return new Chore("forget-webhooks", Duration.ofMinutes(10), () -> webhooks.forget(properties.remembered()));
    }
}
