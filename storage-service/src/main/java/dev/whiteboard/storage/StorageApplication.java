package dev.whiteboard.storage;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts storage-service. */
@SpringBootApplication
public class StorageApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(StorageApplication.class, arguments);
    }
}
