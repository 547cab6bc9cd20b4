/** Kafka's broker and controller in one process. */
@NullMarked
package dev.whiteboard.local.kafka;

import org.jspecify.annotations.NullMarked;
