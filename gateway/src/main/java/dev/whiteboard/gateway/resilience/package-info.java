/** What a failing upstream may cost: replicas, breakers, bulkheads, retries and their budget. */
@NullMarked
package dev.whiteboard.gateway.resilience;

import org.jspecify.annotations.NullMarked;
