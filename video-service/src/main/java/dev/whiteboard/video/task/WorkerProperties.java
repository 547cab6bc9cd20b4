package dev.whiteboard.video.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of workers.
 *
 * @param count how many tasks this process does at a time; 0 for none
 * @param lease how long after its last sign of life a worker is taken for dead
 * @param poll how long a worker that found nothing to do looks away
 * @param attempts how often a task is tried that fails
 * @param pause before it is tried again
 * @param folder where files lie while they are worked on
 */
@ConfigurationProperties("whiteboard.video.workers")
record WorkerProperties(int count, Duration lease, Duration poll, int attempts, Duration pause, String folder) {}
