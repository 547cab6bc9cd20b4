package dev.whiteboard.chat.conversation;

import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.user.UserDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Knows who can be talked to. */
@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {
    @Bean
    UserDirectory users(ServiceClients clients) {
        return new UserDirectory(clients);
    }
}
