package dev.whiteboard.storage.media;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the settings and plans the giving up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaProperties.class)
class MediaConfiguration {
    private static final int BATCH = 100;

    @Bean
    Chore mediaAbandoning(MediaLibrary library, MediaProperties properties) {
        return new Chore("media-abandon", Duration.ofMinutes(1),
                () -> library.abandon(properties.abandonedAfter(), BATCH));
    }
}
