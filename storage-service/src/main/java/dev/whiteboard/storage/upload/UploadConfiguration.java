package dev.whiteboard.storage.upload;

import dev.whiteboard.common.database.Chore;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the settings and plans the sweep. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
class UploadConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Chore uploadSweeping(UploadSweep sweep, UploadProperties properties) {
        return new Chore("upload-sweep", properties.sweepEvery(), sweep::run);
    }
}
