package dev.whiteboard.identity;

import java.time.Clock;
import java.util.Base64;

import dev.whiteboard.common.cursor.SignedCursors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What several features are built with. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    SignedCursors cursors(@Value("${SIGNING_SECRET}") String secret) {
        return new SignedCursors(Base64.getDecoder().decode(secret));
    }
}
