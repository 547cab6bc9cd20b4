package dev.whiteboard.ride;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts ride-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RideApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(RideApplication.class, arguments);
    }

    /** Judges the age of positions only; every deadline of a ride is on the database's clock. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
