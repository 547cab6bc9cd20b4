/** Metrics, traces and logs of every process, and the trace context as text for whatever travels outside HTTP. */
@NullMarked
package dev.whiteboard.common.telemetry;

import org.jspecify.annotations.NullMarked;
