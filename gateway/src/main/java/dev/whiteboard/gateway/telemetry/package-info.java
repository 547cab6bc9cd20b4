/** Request counters, latency histograms and W3C trace context, cheap enough for every request. */
@NullMarked
package dev.whiteboard.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
