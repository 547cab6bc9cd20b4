/** Starts the gateway: the one door to every service. */
@NullMarked
package dev.whiteboard.gateway;

import org.jspecify.annotations.NullMarked;
