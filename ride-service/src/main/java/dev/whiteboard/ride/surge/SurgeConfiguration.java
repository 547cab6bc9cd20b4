package dev.whiteboard.ride.surge;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Draws the maps again and again. */
@Configuration(proxyBeanMethods = false)
class SurgeConfiguration {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Bean
    Chore drawSurge(SurgeRound round, SurgeProperties properties) {
        return new Chore("draw-surge", LOOK_EVERY, () -> {
            if (properties.enabled()) {
                round.run();
            }
        });
    }
}
