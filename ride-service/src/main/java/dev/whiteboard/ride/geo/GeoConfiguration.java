package dev.whiteboard.ride.geo;

import com.uber.h3core.H3Core;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the hexagons' native library once. */
@Configuration(proxyBeanMethods = false)
class GeoConfiguration {
    @Bean
    H3Core h3() throws IOException {
        return H3Core.newInstance();
    }
}
