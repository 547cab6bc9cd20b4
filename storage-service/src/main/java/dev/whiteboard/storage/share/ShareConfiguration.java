package dev.whiteboard.storage.share;

import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.user.UserDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Knows who can be shared with. */
@Configuration(proxyBeanMethods = false)
class ShareConfiguration {
    @Bean
    UserDirectory users(ServiceClients clients) {
        return new UserDirectory(clients);
    }
}
