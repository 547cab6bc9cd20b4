package dev.whiteboard.common.database;

import java.time.Duration;

/**
 * Work that every replica repeats in the background, such as deleting what has expired.
 *
 * @param name names it in logs and metrics
 * @param every the pause between two runs
 * @param work one bounded run; must be safe beside the same run in another replica
 */
public record Chore(
        String name,
        Duration every,
        Runnable work) {}
