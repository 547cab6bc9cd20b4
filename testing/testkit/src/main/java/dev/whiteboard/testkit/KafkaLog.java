package dev.whiteboard.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's clients print their whole configuration each time one is made, which buries what a test has to say. */
final class KafkaLog {

    private static final String NAME = "org.apache.kafka";

    private KafkaLog() {}

    /** Without Spring, and for the contexts that Spring Boot starts from now on, which read the level from the property. */
    static void warningsOnly() {
        if (LoggerFactory.getLogger(NAME) instanceof Logger logger) {
            logger.setLevel(Level.WARN);
        }
        if (System.getProperty("logging.level." + NAME) == null) {
            System.setProperty("logging.level." + NAME, "warn");
        }
    }
}
