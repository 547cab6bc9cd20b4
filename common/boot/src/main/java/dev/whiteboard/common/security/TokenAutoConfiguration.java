package dev.whiteboard.common.security;

import java.time.Clock;
import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Offers {@link AccessTokens} to whatever kind of edge the process has. */
@AutoConfiguration
@EnableConfigurationProperties(SecurityProperties.class)
class TokenAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    VerificationKeys verificationKeys(SecurityProperties settings) {
        return new IdentityKeys(settings.identity(), settings.keysFreshFor(), settings.keysPatience(),
                InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    AccessTokens accessTokens(VerificationKeys keys) {
        return new AccessTokens(keys, Clock.systemUTC());
    }
}
