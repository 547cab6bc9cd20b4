/** Where visitors bring the password of a protected link, and are sent on. */
@NullMarked
package dev.whiteboard.shortener.unlock;

import org.jspecify.annotations.NullMarked;
