package dev.whiteboard.video.audience;

import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.user.UserDirectory;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks identity who exists, and has forgotten what is to be forgotten. */
@Configuration(proxyBeanMethods = false)
class AudienceConfiguration {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    UserDirectory users(ServiceClients clients) {
        return new UserDirectory(clients);
    }

    @Bean
    Chore audienceForgetting(Forgetting forgetting) {
        return new Chore("audience-forgetting", EVERY, forgetting::run);
    }
}
