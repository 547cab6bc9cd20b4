package dev.whiteboard.shortener;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts url-shortener. */
@SpringBootApplication
public class ShortenerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ShortenerApplication.class, arguments);
    }
}
