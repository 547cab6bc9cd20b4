package dev.whiteboard.common.client;

import java.time.InstantSource;

import dev.whiteboard.common.security.SecurityProperties;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/** Offers {@link ServiceClients}, and shows their breakers and bulkheads among the metrics. */
@AutoConfiguration(after = RestClientAutoConfiguration.class)
class ClientAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    CircuitBreakerRegistry circuitBreakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    @ConditionalOnMissingBean
    BulkheadRegistry bulkheads() {
        return BulkheadRegistry.ofDefaults();
    }

    @Bean
    MeterBinder circuitBreakerMetrics(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }

    @Bean
    MeterBinder bulkheadMetrics(BulkheadRegistry bulkheads) {
        return TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads);
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceTokens serviceTokens(SecurityProperties security, Environment environment) {
        return new ServiceTokens(
                new TokenEndpoint(security.identity(), environment.getProperty("SERVICE_CLIENT_ID", ""),
                        environment.getProperty("SERVICE_CLIENT_SECRET", "")),
                InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceClients serviceClients(Environment environment, ObjectProvider<RestClient.Builder> rest,
            CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads, ServiceTokens tokens) {
        return new ServiceClients(new ClientSettingsSource(environment), rest.getIfAvailable(RestClient::builder),
                breakers,
                bulkheads, new ServiceCredentials(tokens));
    }
}
