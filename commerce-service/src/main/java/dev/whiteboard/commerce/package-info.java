/** Starts commerce-service: a finite stock is promised to each buyer once, and money is taken for what was promised. */
@NullMarked
package dev.whiteboard.commerce;

import org.jspecify.annotations.NullMarked;
