package dev.whiteboard.common.outbox;

import dev.whiteboard.common.event.OutgoingEvent;

/** An event that waits in the table. */
record OutboxRow(
        int shard,
        long id,
        OutgoingEvent event) {}
