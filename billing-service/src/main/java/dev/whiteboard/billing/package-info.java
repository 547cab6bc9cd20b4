/** Starts billing-service: money moves once, and whoever asks is told what is known about it. */
@NullMarked
package dev.whiteboard.billing;

import org.jspecify.annotations.NullMarked;
