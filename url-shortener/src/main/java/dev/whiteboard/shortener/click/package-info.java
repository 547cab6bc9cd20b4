/** Clicks: from the redirect through a local spool and Kafka into roll-ups, each counted exactly once. */
@NullMarked
package dev.whiteboard.shortener.click;

import org.jspecify.annotations.NullMarked;
