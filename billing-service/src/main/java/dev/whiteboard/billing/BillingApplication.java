package dev.whiteboard.billing;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts billing-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BillingApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(BillingApplication.class, arguments);
    }

    /** Judges nothing but the age of a webhook's signature; every other deadline is on the database's clock. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
