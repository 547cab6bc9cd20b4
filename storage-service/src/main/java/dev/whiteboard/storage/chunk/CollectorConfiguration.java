package dev.whiteboard.storage.chunk;

import dev.whiteboard.common.database.Chore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Plans the phases of collection. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectorProperties.class)
class CollectorConfiguration {
    @Bean
    Chore condemning(Collector collector, CollectorProperties properties) {
        return new Chore("chunk-condemn", properties.every(), () -> collector.condemn(properties.batch()));
    }

    @Bean
    Chore sweeping(Collector collector, CollectorProperties properties) {
        return new Chore("chunk-sweep", properties.every(),
                () -> collector.sweep(properties.grace(), properties.batch()));
    }

    @Bean
    Chore removing(Collector collector, CollectorProperties properties) {
        return new Chore("object-remove", properties.every(), () -> collector.remove(properties.batch()));
    }
}
