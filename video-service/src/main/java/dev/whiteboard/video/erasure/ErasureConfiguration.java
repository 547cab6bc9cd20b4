package dev.whiteboard.video.erasure;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has objects removed that are due. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Not behind the store, which may be away. */
    @Bean
    Chore purging(Erasures erasures) {
        return new Chore("edge-purging", EVERY, erasures::purge);
    }

    @Bean
    Chore erasing(Erasures erasures) {
        return new Chore("erasing", EVERY, erasures::run);
    }
}
