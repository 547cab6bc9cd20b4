package dev.whiteboard.commerce;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts commerce-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CommerceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(CommerceApplication.class, arguments);
    }
}
