/** A catalogue to try things with, the same on every machine. */
@NullMarked
package dev.whiteboard.commerce.demo;

import org.jspecify.annotations.NullMarked;
