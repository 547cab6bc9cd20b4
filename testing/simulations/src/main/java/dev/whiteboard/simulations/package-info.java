/** Gatling simulations of a system's users, against a running platform. */
@NullMarked
package dev.whiteboard.simulations;

import org.jspecify.annotations.NullMarked;
