package dev.whiteboard.ride.quote;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets quotes that nobody used. */
@Configuration(proxyBeanMethods = false)
class QuoteConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 10_000;

    @Bean
    Chore forgetQuotes(QuoteStore store) {
        return new Chore("forget-quotes", EVERY, () -> store.forget(KEPT, MOST));
    }
}
