package dev.whiteboard.common.media;

import dev.whiteboard.common.client.ServiceClients;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Offers {@link MediaDirectory}. */
@AutoConfiguration(afterName = "dev.whiteboard.common.client.ClientAutoConfiguration")
class MediaAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    MediaDirectory mediaDirectory(ServiceClients clients) {
        return new MediaDirectory(clients);
    }
}
