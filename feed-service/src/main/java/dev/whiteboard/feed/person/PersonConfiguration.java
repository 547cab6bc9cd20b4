package dev.whiteboard.feed.person;

import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.user.UserDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks identity who exists. */
@Configuration(proxyBeanMethods = false)
class PersonConfiguration {
    @Bean
    UserDirectory users(ServiceClients clients) {
        return new UserDirectory(clients);
    }
}
