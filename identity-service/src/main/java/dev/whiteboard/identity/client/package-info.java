/** Tokens for the services of the platform themselves. */
@NullMarked
package dev.whiteboard.identity.client;

import org.jspecify.annotations.NullMarked;
