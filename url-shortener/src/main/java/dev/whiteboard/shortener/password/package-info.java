/** Passwords of links: hashed at a price, guessed at slowly. */
@NullMarked
package dev.whiteboard.shortener.password;

import org.jspecify.annotations.NullMarked;
