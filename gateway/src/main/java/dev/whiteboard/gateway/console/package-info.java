/** The page from which every system is used and seen alive: its files, and what it may know of the platform. */
@NullMarked
package dev.whiteboard.gateway.console;

import org.jspecify.annotations.NullMarked;
