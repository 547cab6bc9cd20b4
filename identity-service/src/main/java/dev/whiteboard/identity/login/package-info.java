/** Proving who one is with a password, and what happens to those who guess. */
@NullMarked
package dev.whiteboard.identity.login;

import org.jspecify.annotations.NullMarked;
