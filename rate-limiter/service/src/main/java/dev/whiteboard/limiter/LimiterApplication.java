package dev.whiteboard.limiter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the rate limiter. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class LimiterApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(LimiterApplication.class, arguments);
    }
}
