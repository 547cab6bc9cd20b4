package dev.whiteboard.feed;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts feed-service. */
@SpringBootApplication
public class FeedApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(FeedApplication.class, arguments);
    }
}
