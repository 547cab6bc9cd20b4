/** The lean path: short links proxied on Reactor Netty, below WebFlux. */
@NullMarked
package dev.whiteboard.gateway.shortlink;

import org.jspecify.annotations.NullMarked;
