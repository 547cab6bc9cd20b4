/** The time as the database tells it, so that nodes whose clocks differ agree on when a link ends. */
@NullMarked
package dev.whiteboard.shortener.clock;

import org.jspecify.annotations.NullMarked;
