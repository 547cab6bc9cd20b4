/** Passwords: which are too weak, and how they are hashed without letting a flood of logins eat the machine. */
@NullMarked
package dev.whiteboard.identity.password;

import org.jspecify.annotations.NullMarked;
