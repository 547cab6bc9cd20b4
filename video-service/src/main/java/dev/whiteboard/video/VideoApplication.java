package dev.whiteboard.video;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts video-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VideoApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(VideoApplication.class, arguments);
    }
}
