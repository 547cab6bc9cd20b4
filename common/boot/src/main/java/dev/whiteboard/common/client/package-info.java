/**
 * Calls to other services that end in time whatever the other side does.
 *
 * <p>
 * {@link dev.whiteboard.common.client.ServiceClients} makes a client from an {@code @HttpExchange} interface. Each call
 * passes, in this order: a bulkhead (so a hanging service holds a bounded number of callers), the deadline of the whole
 * call, and per attempt a replica from the list, the circuit breaker and the attempt's own timeout, body included. What
 * fails and is safe to repeat is tried again after a jittered pause, on another replica, as long as the retry budget and
 * the deadline allow. What fails for good is an {@link dev.whiteboard.common.client.UpstreamUnavailable}.
 */
@NullMarked
package dev.whiteboard.common.client;

import org.jspecify.annotations.NullMarked;
