package dev.whiteboard.common.inbox;

import java.time.Instant;

/**
 * A key whose record failed and whose later records wait behind it.
 *
 * @param attempts how often its first record has failed
 * @param waiting how many records are parked, the failed one included
 * @param error what the last attempt failed with
 */
record ParkedKey(
        long id,
        String consumer,
        String topic,
        String key,
        int attempts,
        int waiting,
        Instant parkedAt,
        Instant nextAttemptAt,
        String error) {}
