package dev.whiteboard.ride.route;

import dev.whiteboard.city.Plan;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Routes by the demo's city, if there is to be a map. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {
    @Bean
    @ConditionalOnProperty("whiteboard.ride.routing.enabled")
    StreetMap streetMap(RoutingProperties properties) {
        return new StreetMap(new MapFolder(properties.folder(), Plan.DEMO.withBlocks(properties.blocks())));
    }

    @Bean
    @ConditionalOnMissingBean
    Roads noRoads() {
        return new Roads() {
            @Override
            public boolean areKnown() {
                return false;
            }

            @Override
            public Optional<Driven> between(Position from, Position to) {
                return Optional.empty();
            }
        };
    }

    @Bean
    TimelyRouting routing(Roads roads, RoutingProperties properties, MeterRegistry meters) {
        return new TimelyRouting(roads, properties.deadline(), properties.workers(), meters);
    }
}
