package dev.whiteboard.limiter.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Offers an {@link Api} to the test class. */
@TestConfiguration(proxyBeanMethods = false)
class ApiConfiguration {
    @Bean
    @Lazy
    Api api(Environment environment) {
        return new Api("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    }
}
