/** Transactional outbox: a state change and its event commit together, and a relay brings the event to Kafka in order. */
@NullMarked
package dev.whiteboard.common.outbox;

import org.jspecify.annotations.NullMarked;
