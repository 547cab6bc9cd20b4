/** The drill of commerce: people buy from a short shelf while things break, and every order is held to its books. */
@NullMarked
package dev.whiteboard.drills.commerce;

import org.jspecify.annotations.NullMarked;
