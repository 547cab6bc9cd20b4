/** A city that does not exist: the same streets, river and bridges from the same plan, in every process. */
@NullMarked
package dev.whiteboard.city;

import org.jspecify.annotations.NullMarked;
