package dev.whiteboard.shortener.password;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds what checks passwords from the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordProperties.class)
class PasswordConfiguration {
    @Bean
    LinkPasswords linkPasswords(PasswordProperties properties, JdbcClient jdbc) {
        return new LinkPasswords(properties, new GuessLimit(jdbc, properties.guesses(), properties.window()));
    }
}
