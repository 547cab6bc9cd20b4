/** Hosts of web addresses, spelled in one way. */
@NullMarked
package dev.whiteboard.shortener.host;

import org.jspecify.annotations.NullMarked;
