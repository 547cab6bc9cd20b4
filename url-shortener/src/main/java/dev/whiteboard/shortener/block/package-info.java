/** Where links must not lead: kept by administrators, known to every node within a second. */
@NullMarked
package dev.whiteboard.shortener.block;

import org.jspecify.annotations.NullMarked;
