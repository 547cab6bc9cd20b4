/** Who may pass: bearer tokens, API keys and the roles a route asks for. */
@NullMarked
package dev.whiteboard.gateway.access;

import org.jspecify.annotations.NullMarked;
