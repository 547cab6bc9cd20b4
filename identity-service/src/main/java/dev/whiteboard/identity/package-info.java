/** Starts identity-service: users, login, tokens and API keys. */
@NullMarked
package dev.whiteboard.identity;

import org.jspecify.annotations.NullMarked;
