package dev.whiteboard.storage.chunk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of collection.
 *
 * @param every how often each phase does a stretch of its work
 * @param grace how long a condemned chunk can still be read; longer than any address works
 * @param batch how much a phase does at a time
 */
@ConfigurationProperties("whiteboard.collector")
record CollectorProperties(Duration every, Duration grace, int batch) {}
